package org.samovar.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Lets work that can go on later come to a good end on Ctrl-C, SIGTERM or a logout, instead of being cut off in the middle of the engine's
 * native code. Work that asks {@link #isRequested} says so by {@link #arm}; all other is ended at once.
 */
final class GentleStop {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean isArmed;
    private volatile boolean isRequested;

    /** Makes the end of the program wait for armed work. */
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "gentle stop"));
    }

    private void stop() {
        if (isArmed) {
            isRequested = true;
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** From here on the work looks for a request, and ends when it finds one. */
    void arm() {
        isArmed = true;
    }

    /** Whether the work should come to an end. */
    boolean isRequested() {
        return isRequested;
    }

    /** The program has nothing more to do or to say. */
    void end() {
        ended.countDown();
    }
}
