package org.samovar.image;

/**
 * Otsu's threshold between two classes of values (A Threshold Selection Method from Gray-Level Histograms, IEEE SMC 9,
 * 1979), on a histogram of 256 bins.
 */
public final class Otsu {
    private static final int BINS = 256;

    private Otsu() {}

    /**
     * The value above which the brighter class lies: the largest value of the darker class's last bin. Values that are not
     * finite are left out; where all are equal, that value, so that nothing lies above.
     */
    public static double threshold(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float v : values) {
            if (Float.isFinite(v)) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        if (!(low < high)) {
            return Float.isFinite(low) ? low : 0;
        }
        double width = ((double) high - low) / BINS;
        long[] histogram = new long[BINS];
        for (float v : values) {
            if (Float.isFinite(v)) {
                histogram[bin(v, low, width)]++;
            }
        }
        int split = split(histogram);
        float last = low;
        for (float v : values) {
            if (Float.isFinite(v) && bin(v, low, width) <= split) {
                last = Math.max(last, v);
            }
        }
        return last;
    }

    private static int bin(float value, float low, double width) {
        return Math.min(BINS - 1, (int) (((double) value - low) / width));
    }

    /** The last bin of the darker class where the variance between the classes is largest. */
    private static int split(long[] histogram) {
        long total = 0;
        double moment = 0;
        for (int i = 0; i < BINS; i++) {
            total += histogram[i];
            moment += (double) i * histogram[i];
        }
        long dark = 0;
        double darkMoment = 0;
        double best = -1;
        int split = 0;
        for (int i = 0; i < BINS - 1; i++) {
            dark += histogram[i];
            darkMoment += (double) i * histogram[i];
            long bright = total - dark;
            if (dark == 0 || bright == 0) {
                continue;
            }
            double gap = darkMoment / dark - (moment - darkMoment) / bright;
            double variance = (double) dark * bright * gap * gap;
            if (variance > best) {
                best = variance;
                split = i;
            }
        }
        return split;
    }
}
