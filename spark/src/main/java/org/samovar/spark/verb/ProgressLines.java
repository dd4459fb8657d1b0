package org.samovar.spark.verb;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.samovar.predict.Progress;
import org.samovar.predict.RemainingTime;

/** Progress as lines of a log, one every ten seconds. */
final class ProgressLines implements Progress {
    private static final long PERIOD = Duration.ofSeconds(10).toNanos();

    private final PrintWriter err;
    private final LongSupplier clock;
    private long next;

    /** When the first rows had ended, and how many: what came before was the start of Spark and of the model. */
    private Optional<Begin> begin = Optional.empty();

    private record Begin(long time, long done) {}

    ProgressLines(PrintWriter err) {
        this(err, System::nanoTime);
    }

    /** @param clock nanoseconds that never go back */
    ProgressLines(PrintWriter err, LongSupplier clock) {
        this.err = err;
        this.clock = clock;
        this.next = clock.getAsLong() + PERIOD;
    }

    @Override
    public void report(long done, long total, String what) {
        long now = clock.getAsLong();
        Begin since = begin.orElseGet(() -> new Begin(now, done));
        begin = Optional.of(since);
        if (now >= next && done < total) {
            next = now + PERIOD;
            String left = RemainingTime.of(done - since.done(), total - since.done(), now - since.time());
            err.println(done + " of " + total + " " + what + (left.isEmpty() ? "" : ", " + left));
        }
    }
}
