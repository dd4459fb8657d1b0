package org.samovar.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows that work goes on which cannot say how far it is. */
final class Ticker implements AutoCloseable {
    private static final long PERIOD = 200;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    /** @param what the work is */
    Ticker(ProgressBar bar, String what) {
        clock.scheduleAtFixedRate(() -> bar.waiting(what), PERIOD, PERIOD, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            // so that no late tick draws a bar that was taken away
            clock.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
