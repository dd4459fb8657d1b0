package org.samovar.nn;

import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/** Normalises each channel of each sample of (B, C, H, W) or (B, C, D, H, W), then scales and shifts it; epsilon 1e-5. */
public final class InstanceNorm extends Layer {
    private static final double EPSILON = 1e-5;

    private final Parameter weight;
    private final Parameter bias;

    public InstanceNorm(long channels) {
        this.weight = learned("weight", Init.ones(), channels);
        this.bias = learned("bias", Init.zeros(), channels);
    }

    /** Any (B, C, ...); the result is float32. */
    public Tensor forward(Tensor x) {
        return NeuralOps.instanceNorm(x, weight.value(), bias.value(), EPSILON);
    }
}
