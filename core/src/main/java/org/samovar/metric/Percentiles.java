package org.samovar.metric;

import java.util.Arrays;

/** Percentiles with linear interpolation between neighbours, as numpy's default. */
final class Percentiles {
    private Percentiles() {}

    /** @param values at least one; left as they are */
    static double of(double[] values, double percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
