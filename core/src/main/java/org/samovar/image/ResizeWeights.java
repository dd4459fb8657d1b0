package org.samovar.image;

/**
 * For each output sample of one axis the input samples that it is made of and their weights, which add up to 1. Follows
 * Pillow, {@code Resample.c} ({@code precompute_coeffs}, {@code normalize_coeffs_8bpc}); torch's antialiased interpolation
 * uses the same weights.
 */
final class ResizeWeights {
    /** Bits behind the point in Pillow's 8-bit arithmetic: 32 less 8 of the value and 2 spare. */
    static final int PRECISION_BITS = 22;

    final int outputs;
    /** Most inputs that one output has. */
    final int taps;
    /** First input of each output. */
    final int[] first;
    /** Number of inputs of each output. */
    final int[] count;
    /** Row of {@link #taps} weights for each output. */
    final double[] weights;

    ResizeWeights(int inputs, int outputs, Filter filter) {
        this.outputs = outputs;
        double scale = (double) inputs / outputs;
        double stretch = Math.max(1, scale);
        double support = filter.radius() * stretch;
        taps = (int) Math.ceil(support) * 2 + 1;
        first = new int[outputs];
        count = new int[outputs];
        weights = new double[Math.multiplyExact(outputs, taps)];
        for (int i = 0; i < outputs; i++) {
            double center = (i + 0.5) * scale;
            first[i] = Math.max(0, (int) (center - support + 0.5));
            count[i] = Math.min(inputs, (int) (center + support + 0.5)) - first[i];
            fill(i, center, 1 / stretch, filter);
        }
    }

    private void fill(int output, double center, double shrink, Filter filter) {
        double sum = 0;
        for (int k = 0; k < count[output]; k++) {
            double w = filter.weight((k + first[output] - center + 0.5) * shrink);
            weights[output * taps + k] = w;
            sum += w;
        }
        for (int k = 0; k < count[output] && sum != 0; k++) {
            weights[output * taps + k] /= sum;
        }
    }

    /** The weights in fixed point, rounded away from zero at one half. */
    int[] fixedPoint() {
        int[] fixed = new int[weights.length];
        for (int i = 0; i < fixed.length; i++) {
            double scaled = weights[i] * (1 << PRECISION_BITS);
            fixed[i] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
        return fixed;
    }
}
