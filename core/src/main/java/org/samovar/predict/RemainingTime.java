package org.samovar.predict;

import java.util.Locale;

/** How long work will go on that went on like this so far. */
public final class RemainingTime {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    private RemainingTime() {}

    /**
     * In words, such as {@code 20 s left}; empty before the first step and after the last one.
     *
     * @param done steps that took the time
     * @param total steps in all
     * @param nanoseconds that passed
     */
    public static String of(long done, long total, long nanoseconds) {
        if (done <= 0 || done >= total) {
            return "";
        }
        long seconds = Math.round((double) nanoseconds / done * (total - done) / 1e9);
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%d s left", seconds);
        }
        return seconds < 2 * HOUR
                ? String.format(Locale.ROOT, "%d min left", Math.round((double) seconds / MINUTE))
                : String.format(Locale.ROOT, "%d h left", Math.round((double) seconds / HOUR));
    }
}
