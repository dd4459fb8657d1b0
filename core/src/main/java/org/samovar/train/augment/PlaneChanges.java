package org.samovar.train.augment;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Changes of the values of a view, 3 x size x size, in place; all channels alike. */
final class PlaneChanges {
    private PlaneChanges() {}

    static double deviation(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float v : values) {
            sum += v;
            squares += (double) v * v;
        }
        double mean = sum / values.length;
        return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
    }

    /** Normal noise, the same in all channels of a pixel. */
    static void noise(float[] values, double deviation, SplittableRandom random) {
        int n = values.length / 3;
        for (int i = 0; i < n; i++) {
            float z = (float) (deviation * random.nextGaussian());
            for (int c = 0; c < 3; c++) {
                values[c * n + i] += z;
            }
        }
    }

    /** Within the range that the values had. */
    static void multiply(float[] values, double by) {
        float[] range = range(values);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.max(range[0], Math.min(range[1], values[i] * by));
        }
    }

    static void invert(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 - values[i];
        }
    }

    /** The power of values stretched to 0 to 1, back in their range. */
    static void gamma(float[] values, double power) {
        float[] range = range(values);
        double width = range[1] - range[0];
        if (width > 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (range[0] + width * Math.pow((values[i] - range[0]) / width, power));
            }
        }
    }

    private static float[] range(float[] values) {
        float[] range = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (float v : values) {
            range[0] = Math.min(range[0], v);
            range[1] = Math.max(range[1], v);
        }
        return range;
    }

    /** A Gaussian along both axes, the border repeated. */
    static void blur(float[] values, int size, double sigma) {
        double[] kernel = new double[1 + (int) Math.ceil(3 * sigma)];
        double sum = 0;
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = Math.exp(-k * k / (2 * sigma * sigma));
            sum += k == 0 ? kernel[k] : 2 * kernel[k];
        }
        double total = sum;
        lines(values, size, line -> {
            float[] out = new float[size];
            for (int i = 0; i < size; i++) {
                double mean = kernel[0] * line[i];
                for (int k = 1; k < kernel.length; k++) {
                    mean += kernel[k] * (line[Math.max(0, i - k)] + line[Math.min(size - 1, i + k)]);
                }
                out[i] = (float) (mean / total);
            }
            return out;
        });
    }

    /** As if there were fewer pixels by a factor along each side: every so manieth, and cubic between them. */
    static void coarsen(float[] values, int size, double factor) {
        int few = (int) Math.max(1, Math.round(size / factor));
        lines(values, size, line -> {
            float[] kept = new float[few];
            for (int i = 0; i < few; i++) {
                kept[i] = line[(int) ((i + 0.5) * size / few)];
            }
            float[] out = new float[size];
            for (int i = 0; i < size; i++) {
                double at = (i + 0.5) * few / size - 0.5;
                int left = (int) Math.floor(at);
                double sum = 0;
                for (int k = left - 1; k <= left + 2; k++) {
                    sum += cubic(at - k) * kept[Math.max(0, Math.min(few - 1, k))];
                }
                out[i] = (float) sum;
            }
            return out;
        });
    }

    /** Keys' cubic convolution, a = -1/2. */
    private static double cubic(double distance) {
        double x = Math.abs(distance);
        return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }

    private static void lines(float[] values, int size, UnaryOperator<float[]> change) {
        for (int line = 0; line < 3 * size; line++) {
            change(values, line * size, 1, size, change);
        }
        for (int c = 0; c < 3; c++) {
            for (int x = 0; x < size; x++) {
                change(values, c * size * size + x, size, size, change);
            }
        }
    }

    private static void change(float[] values, int start, int stride, int size, UnaryOperator<float[]> change) {
        float[] line = new float[size];
        for (int i = 0; i < size; i++) {
            line[i] = values[start + i * stride];
        }
        float[] changed = change.apply(line);
        for (int i = 0; i < size; i++) {
            values[start + i * stride] = changed[i];
        }
    }
}
