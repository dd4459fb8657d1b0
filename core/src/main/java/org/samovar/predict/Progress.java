package org.samovar.predict;

import java.util.concurrent.CancellationException;

/** What a long operation tells the one who waits for it, and how that one stops it. Called on the working thread. */
public interface Progress {
    /** Tells nobody and is never cancelled. */
    Progress NONE = (done, total, what) -> {};

    /**
     * A step is done.
     *
     * @param done steps so far
     * @param total steps in all, at least {@code done}
     * @param what the operation does, in the user's words
     */
    void report(long done, long total, String what);

    /** Whether the operation should stop; asked between steps. */
    default boolean isCancelled() {
        return false;
    }

    /** Reports a step unless the operation should stop. @throws CancellationException when it should */
    default void step(long done, long total, String what) {
        if (isCancelled()) {
            throw new CancellationException("Cancelled while " + what + " (" + done + " of " + total + ").");
        }
        report(done, total, what);
    }
}
