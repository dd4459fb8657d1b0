package org.samovar.nn;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How the values of a parameter are drawn before training. The names are those of {@code torch.nn.init}. */
@FunctionalInterface
public interface Init {
    /** Draws the values of a tensor in row-major order. */
    float[] draw(long[] shape, SplittableRandom random);

    /** All zeros. */
    static Init zeros() {
        return constant(0);
    }

    /** All ones. */
    static Init ones() {
        return constant(1);
    }

    /** One value everywhere. */
    static Init constant(float value) {
        return (shape, random) -> {
            float[] out = new float[count(shape)];
            Arrays.fill(out, value);
            return out;
        };
    }

    /** Normal with mean 0. */
    static Init normal(double deviation) {
        return (shape, random) -> fill(shape, () -> deviation * random.nextGaussian());
    }

    /** Normal with mean 0, drawn again beyond two deviations. */
    static Init truncatedNormal(double deviation) {
        return (shape, random) -> fill(shape, () -> {
            double z = random.nextGaussian();
            while (Math.abs(z) > 2) {
                z = random.nextGaussian();
            }
            return deviation * z;
        });
    }

    /** PyTorch's default for linear and convolution layers: uniform within 1 / sqrt(fan in). */
    static Init fanIn(long fanIn) {
        double bound = 1 / Math.sqrt(fanIn);
        return (shape, random) -> fill(shape, () -> bound * (2 * random.nextDouble() - 1));
    }

    /** {@code kaiming_normal_} for a leaky ReLU with slope 0.01, as in nnU-Net. */
    static Init leakyFanIn(long fanIn) {
        return normal(Math.sqrt(2 / (1 + 1e-4) / fanIn));
    }

    private static float[] fill(long[] shape, java.util.function.DoubleSupplier next) {
        float[] out = new float[count(shape)];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) next.getAsDouble();
        }
        return out;
    }

    private static int count(long[] shape) {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }
}
