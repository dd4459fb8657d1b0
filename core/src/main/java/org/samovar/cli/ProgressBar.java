package org.samovar.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.samovar.predict.Progress;
import org.samovar.predict.RemainingTime;

/**
 * Progress on standard error: nothing for work of less than two seconds; then a bar on a terminal, and a line every ten seconds
 * elsewhere, such as in a log.
 */
final class ProgressBar implements Progress, AutoCloseable {
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final long REDRAW = Duration.ofMillis(100).toNanos();
    private static final long LINE = Duration.ofSeconds(10).toNanos();
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final Console.Kind kind;
    private final LongSupplier clock;
    private final BooleanSupplier stop;
    private final long start;
    private long next;
    private int drawn;

    /**
     * @param clock nanoseconds that never go back
     * @param stop whether the work should come to an end
     */
    ProgressBar(PrintWriter err, Console.Kind kind, LongSupplier clock, BooleanSupplier stop) {
        this.err = err;
        this.kind = kind;
        this.clock = clock;
        this.stop = stop;
        this.start = clock.getAsLong();
        this.next = start + PATIENCE;
    }

    @Override
    public boolean isCancelled() {
        return stop.getAsBoolean();
    }

    @Override
    public synchronized void report(long done, long total, String what) {
        boolean finished = done >= total && kind == Console.Kind.PLAIN;
        if (!finished) {
            long elapsed = clock.getAsLong() - start;
            String left = RemainingTime.of(done, total, elapsed);
            status(
                    total <= 0 ? 0 : (double) Math.min(done, total) / total,
                    what + ", " + done + " of " + total + (left.isEmpty() ? "" : ", " + left));
        }
    }

    /** Shows for how long work goes on that does not say how far it is. */
    synchronized void waiting(String what) {
        long now = clock.getAsLong();
        if (isDue(now)) {
            show(what + ", " + (now - start) / 1_000_000_000 + " s");
        }
    }

    /**
     * Shows where the work is, unless that was done a moment ago.
     *
     * @param share that is done, 0 to 1
     * @param text beside the bar
     */
    synchronized void status(double share, String text) {
        if (isDue(clock.getAsLong())) {
            int filled = (int) (WIDTH * share);
            String bar = "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] ";
            show(kind == Console.Kind.TERMINAL ? bar + text : text);
        }
    }

    private boolean isDue(long now) {
        if (now < next) {
            return false;
        }
        next = now + (kind == Console.Kind.TERMINAL ? REDRAW : LINE);
        return true;
    }

    /** A line of a log; on a terminal it writes over what was drawn before. */
    private void show(String text) {
        if (kind == Console.Kind.PLAIN) {
            err.println(text);
            return;
        }
        err.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
        err.flush();
        drawn = text.length();
    }

    /** Takes the bar away. */
    @Override
    public synchronized void close() {
        if (drawn > 0) {
            err.print("\r" + " ".repeat(drawn) + "\r");
            err.flush();
            drawn = 0;
        }
    }
}
