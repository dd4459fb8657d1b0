package org.samovar.spark.verb;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.samovar.predict.Progress;
import org.samovar.predict.RemainingTime;

/** Progress as lines of a log, one every ten seconds. */
final class ProgressLines implements Progress {
    private static final long PERIOD = Duration.ofSeconds(10).toNanos();

    private final PrintWriter err;
    private final LongSupplier clock;
    private final long start;
    private long next;

    ProgressLines(PrintWriter err) {
        this(err, System::nanoTime);
    }

    /** @param clock nanoseconds that never go back */
    ProgressLines(PrintWriter err, LongSupplier clock) {
        this.err = err;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.next = start + PERIOD;
    }

    @Override
    public void report(long done, long total, String what) {
        long now = clock.getAsLong();
        if (now >= next && done < total) {
            next = now + PERIOD;
            String left = RemainingTime.of(done, total, now - start);
            err.println(done + " of " + total + " " + what + (left.isEmpty() ? "" : ", " + left));
        }
    }
}
