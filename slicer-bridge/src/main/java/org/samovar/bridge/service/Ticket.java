package org.samovar.bridge.service;

import java.util.Optional;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.work.Job;

/** A request that waits for the thread of networks, or is being done there. Used by any thread. */
final class Ticket {
    private Optional<Job> job = Optional.empty();
    private Optional<ErrorCode> end = Optional.empty();

    /** @return whether it should not even begin */
    synchronized boolean isFor(Job submitted) {
        job = Optional.of(submitted);
        return end.isPresent() && submitted.cancel();
    }

    /**
     * Says that it should end.
     *
     * @param why CANCELLED or SUPERSEDED; the first reason counts
     * @return whether it had not begun, and now never will
     */
    synchronized boolean end(ErrorCode why) {
        end = end.or(() -> Optional.of(why));
        return job.isPresent() && job.get().cancel();
    }

    /** How it ends when it has been cancelled. */
    synchronized Fault fault() {
        return end.orElse(ErrorCode.CANCELLED) == ErrorCode.SUPERSEDED
                ? new Fault(ErrorCode.SUPERSEDED, "Something newer has taken its place.")
                : new Fault(ErrorCode.CANCELLED, "Cancelled.");
    }
}
