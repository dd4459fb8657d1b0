package org.samovar.train.semantic;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;

/**
 * Random changes of the values of a patch, in place, with the shares and limits of nnU-Net (Isensee et al. 2021, supplement): noise,
 * blur, brightness, contrast, low resolution and gamma.
 */
final class PatchIntensities {
    private final PatchShape shape;
    private final Intensities kind;
    private final double factor;

    /** @param factor of all shares; 0 changes nothing */
    PatchIntensities(PatchShape shape, Intensities kind, double factor) {
        this.shape = shape;
        this.kind = kind;
        this.factor = factor;
    }

    /** @param values (M, D, H, W) in row-major order */
    void vary(float[] values, SplittableRandom random) {
        if (factor == 0) {
            return;
        }
        int n = values.length / shape.modalities();
        if (happens(0.1, random)) {
            double deviation = Math.sqrt(0.1 * random.nextDouble()) * unit();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (deviation * random.nextGaussian());
            }
        }
        boolean blurs = happens(0.2, random);
        boolean coarsens = happens(0.25, random);
        for (int m = 0; m < shape.modalities(); m++) {
            if (blurs && random.nextBoolean()) {
                blur(values, m * n, 0.5 + 0.5 * random.nextDouble());
            }
        }
        if (happens(0.15, random)) {
            multiply(values, 0.75 + 0.5 * random.nextDouble());
        }
        if (happens(0.15, random)) {
            contrast(values, n, 0.75 + 0.5 * random.nextDouble());
        }
        for (int m = 0; m < shape.modalities(); m++) {
            if (coarsens && random.nextBoolean()) {
                coarsen(values, m * n, 0.5 + 0.5 * random.nextDouble());
            }
        }
        if (happens(0.1, random)) {
            multiply(values, -1);
            gamma(values, n, random);
            multiply(values, -1);
        }
        if (happens(0.3, random)) {
            gamma(values, n, random);
        }
        if (kind == Intensities.UNIT) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.max(0, Math.min(1, values[i]));
            }
        }
    }

    private boolean happens(double share, SplittableRandom random) {
        return random.nextDouble() < factor * share;
    }

    /** Noise is meant for values with a deviation of 1; those from 0 to 1 have about a quarter of it. */
    private double unit() {
        return kind == Intensities.UNIT ? 0.25 : 1;
    }

    private static void multiply(float[] values, double by) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) by;
        }
    }

    /** About the mean of each modality, within its range. */
    private static void contrast(float[] values, int n, double by) {
        for (int from = 0; from < values.length; from += n) {
            Statistics s = Statistics.of(values, from, n);
            for (int i = from; i < from + n; i++) {
                double v = s.mean + (values[i] - s.mean) * by;
                values[i] = (float) Math.max(s.least, Math.min(s.most, v));
            }
        }
    }

    /** The power of values stretched to 0 to 1; mean and deviation of each modality stay. */
    private static void gamma(float[] values, int n, SplittableRandom random) {
        double power = random.nextBoolean() ? 0.7 + 0.3 * random.nextDouble() : 1 + 0.5 * random.nextDouble();
        for (int from = 0; from < values.length; from += n) {
            Statistics before = Statistics.of(values, from, n);
            double range = Math.max(1e-7, before.most - before.least);
            for (int i = from; i < from + n; i++) {
                values[i] = (float) (Math.pow((values[i] - before.least) / range, power) * range + before.least);
            }
            Statistics after = Statistics.of(values, from, n);
            double scale = before.deviation / Math.max(1e-7, after.deviation);
            for (int i = from; i < from + n; i++) {
                values[i] = (float) ((values[i] - after.mean) * scale + before.mean);
            }
        }
    }

    /** A Gaussian along each axis. */
    private void blur(float[] values, int from, double sigma) {
        double[] kernel = new double[1 + (int) Math.ceil(3 * sigma)];
        double sum = 0;
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = Math.exp(-k * k / (2 * sigma * sigma));
            sum += k == 0 ? kernel[k] : 2 * kernel[k];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= sum;
        }
        along(values, from, line -> smooth(line, kernel));
    }

    private static float[] smooth(float[] line, double[] kernel) {
        float[] out = new float[line.length];
        for (int i = 0; i < line.length; i++) {
            double sum = kernel[0] * line[i];
            for (int k = 1; k < kernel.length; k++) {
                sum += kernel[k] * (line[Math.max(0, i - k)] + line[Math.min(line.length - 1, i + k)]);
            }
            out[i] = (float) sum;
        }
        return out;
    }

    /** As if it had fewer voxels along each axis, linear between them. */
    private void coarsen(float[] values, int from, double zoom) {
        along(values, from, line -> coarse(line, (int) Math.max(1, Math.round(line.length * zoom))));
    }

    private static float[] coarse(float[] line, int count) {
        float[] few = new float[count];
        for (int i = 0; i < count; i++) {
            few[i] = line[(int) ((2L * i + 1) * line.length / (2L * count))];
        }
        float[] out = new float[line.length];
        for (int i = 0; i < line.length; i++) {
            double at = Math.max(0, Math.min(count - 1, (i + 0.5) * count / line.length - 0.5));
            int low = (int) at;
            float high = few[Math.min(count - 1, low + 1)];
            out[i] = few[low] + (float) (at - low) * (high - few[low]);
        }
        return out;
    }

    /** Replaces a line. */
    private interface LineChange {
        float[] of(float[] line);
    }

    /** Changes all lines of a modality along each axis longer than 1, one axis after the other. */
    private void along(float[] values, int from, LineChange change) {
        int[] sizes = {shape.depth(), shape.height(), shape.width()};
        int n = sizes[0] * sizes[1] * sizes[2];
        int stride = n;
        for (int size : sizes) {
            stride /= size;
            for (int block = 0; size > 1 && block < n; block += stride * size) {
                for (int i = 0; i < stride; i++) {
                    change(values, from + block + i, stride, new float[size], change);
                }
            }
        }
    }

    private static void change(float[] values, int start, int stride, float[] line, LineChange change) {
        for (int i = 0; i < line.length; i++) {
            line[i] = values[start + i * stride];
        }
        float[] changed = change.of(line);
        for (int i = 0; i < line.length; i++) {
            values[start + i * stride] = changed[i];
        }
    }

    private record Statistics(double mean, double deviation, float least, float most) {
        static Statistics of(float[] values, int from, int n) {
            double sum = 0;
            double squares = 0;
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (float v : Arrays.copyOfRange(values, from, from + n)) {
                sum += v;
                squares += (double) v * v;
                least = Math.min(least, v);
                most = Math.max(most, v);
            }
            double mean = sum / n;
            return new Statistics(mean, Math.sqrt(Math.max(0, squares / n - mean * mean)), least, most);
        }
    }
}
