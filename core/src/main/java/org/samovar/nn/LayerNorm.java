package org.samovar.nn;

import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/** Normalises the last axis. */
public final class LayerNorm extends Layer {
    /** PyTorch's default. */
    public static final double DEFAULT_EPSILON = 1e-5;

    private final Parameter weight;
    private final Parameter bias;
    private final double epsilon;

    public LayerNorm(long width) {
        this(width, DEFAULT_EPSILON);
    }

    public LayerNorm(long width, double epsilon) {
        this.weight = learned("weight", Init.ones(), width);
        this.bias = learned("bias", Init.zeros(), width);
        this.epsilon = epsilon;
    }

    /** Any (..., width). */
    public Tensor forward(Tensor x) {
        return NeuralOps.layerNorm(x, weight.value(), bias.value(), epsilon);
    }
}
