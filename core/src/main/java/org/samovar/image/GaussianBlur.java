package org.samovar.image;

import org.samovar.geometry.Size;

/** Smoothing by a Gaussian, cut off at four deviations; beyond its edges an image goes on as at them. */
public final class GaussianBlur {
    private static final double REACH = 4;

    private GaussianBlur() {}

    /**
     * Smoothes values.
     *
     * @param values row by row
     * @param sigma deviation in pixels; 0 for a copy
     */
    public static float[] of(float[] values, Size size, double sigma) {
        if (sigma == 0) {
            return values.clone();
        }
        double[] weights = weights(sigma);
        float[] rows = along(values, size.width(), 1, size.height(), size.width(), weights);
        return along(rows, size.height(), size.width(), size.width(), 1, weights);
    }

    /**
     * Smoothes all lines along one axis.
     *
     * @param length of a line
     * @param step from one value of a line to the next
     * @param lines number of lines
     * @param apart from the start of a line to that of the next
     */
    private static float[] along(float[] values, int length, int step, int lines, int apart, double[] weights) {
        int reach = weights.length / 2;
        float[] out = new float[values.length];
        for (int line = 0; line < lines; line++) {
            int start = line * apart;
            for (int i = 0; i < length; i++) {
                double sum = 0;
                for (int k = -reach; k <= reach; k++) {
                    int at = Math.max(0, Math.min(length - 1, i + k));
                    sum += weights[k + reach] * values[start + at * step];
                }
                out[start + i * step] = (float) sum;
            }
        }
        return out;
    }

    private static double[] weights(double sigma) {
        int reach = (int) Math.ceil(REACH * sigma);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            weights[k + reach] = Math.exp(-k * k / (2 * sigma * sigma));
            sum += weights[k + reach];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }
}
