package org.samovar.fiji.job;

import java.util.function.LongSupplier;
import org.samovar.predict.Progress;
import org.samovar.predict.RemainingTime;

/** Progress of a file, told in MB with the time that is left, a few times a second. */
final class Megabytes implements Progress {
    private static final long PAUSE = 200_000_000;

    private final String what;
    private final Progress reader;
    private final LongSupplier clock;
    private boolean begun;
    private long first;
    private long start;
    private long next;

    /**
     * @param what goes on, for the user
     * @param clock nanoseconds that never go back
     */
    Megabytes(String what, Progress reader, LongSupplier clock) {
        this.what = what;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public boolean isCancelled() {
        return reader.isCancelled();
    }

    @Override
    public void report(long done, long total, String ignored) {
        long now = clock.getAsLong();
        if (!begun) {
            // what an earlier download left tells nothing of the pace of this one
            begun = true;
            first = done;
            start = now;
            next = now;
        }
        if (now >= next) {
            next = now + PAUSE;
            String left = RemainingTime.of(done - first, total - first, now - start);
            reader.report(
                    done, total, what + ", " + done + " of " + total + " MB" + (left.isEmpty() ? "" : ", " + left));
        }
    }
}
