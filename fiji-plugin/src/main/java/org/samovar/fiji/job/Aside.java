package org.samovar.fiji.job;

import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.samovar.fiji.model.ModelHost;

/** Work on a thread of its own, so that it can be ended while it waits for the network or a disk. */
final class Aside {
    /** An interrupted thread is given so long to leave things in order; whoever pressed Escape waits for a second at most. */
    private static final long LAST_MILLISECONDS = 500;

    private Aside() {}

    /**
     * Waits for work; errors of the work come out as they are.
     *
     * @param work that an interrupt ends
     * @throws CancellationException when the one who waits has enough
     */
    static <T> T run(ModelHost.Waiting waiting, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "samovar-models");
        thread.setDaemon(true);
        thread.start();
        try {
            return waiting.until(task);
        } catch (CancellationException e) {
            end(thread);
            throw e;
        }
    }

    private static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join(LAST_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
