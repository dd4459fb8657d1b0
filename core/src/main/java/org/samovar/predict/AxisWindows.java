package org.samovar.predict;

/**
 * Windows along an axis that overlap, and how much each counts where: as nnU-Net has them.
 *
 * @param starts of the windows, ascending; negative where the axis is shorter than the window, which is then around it
 * @param weights of the places in a window: a Gaussian around its middle, never zero
 * @param sums of the weights of all windows at each place of the axis
 */
public record AxisWindows(int[] starts, float[] weights, float[] sums) {
    /** Of the deviation in the length of the window. */
    private static final double DEVIATIONS = 8;

    /**
     * @param length of the axis
     * @param step from one window to the next at most, as a part of its length, above 0 and at most 1
     */
    static AxisWindows of(int length, int window, double step) {
        int[] starts = starts(length, window, step);
        float[] weights = gaussian(window);
        float[] sums = new float[length];
        for (int start : starts) {
            for (int i = Math.max(0, -start); i < Math.min(window, length - start); i++) {
                sums[start + i] += weights[i];
            }
        }
        return new AxisWindows(starts, weights, sums);
    }

    private static int[] starts(int length, int window, double step) {
        if (length <= window) {
            return new int[] {-((window - length) / 2)};
        }
        int count = (int) Math.ceil((length - window) / Math.max(1, step * window)) + 1;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = (int) Math.rint((double) (length - window) * i / (count - 1));
        }
        return starts;
    }

    private static float[] gaussian(int window) {
        float[] weights = new float[window];
        double deviation = window / DEVIATIONS;
        for (int i = 0; i < window; i++) {
            double distance = (i - (window - 1) / 2.0) / deviation;
            weights[i] = (float) Math.exp(-distance * distance / 2);
        }
        return weights;
    }
}
