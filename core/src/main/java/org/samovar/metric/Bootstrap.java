package org.samovar.metric;

import java.util.SplittableRandom;

/** How sure a mean is: percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, chapter 13). */
public final class Bootstrap {
    private static final int RESAMPLES = 10_000;

    private Bootstrap() {}

    /**
     * The 95 % interval of the mean: the 2.5 and 97.5 percentiles of the means of 10 000 samples drawn with replacement.
     *
     * @param values at least one, none NaN
     * @param seed the same seed gives the same interval
     */
    public static Interval ofMean(double[] values, long seed) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[RESAMPLES];
        for (int k = 0; k < RESAMPLES; k++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[k] = sum / values.length;
        }
        return new Interval(Percentiles.of(means, 2.5), Percentiles.of(means, 97.5));
    }
}
