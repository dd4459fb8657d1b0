package org.samovar.nn;

import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/** Normalises the channels of (B, C, H, W) at each place: {@code LayerNorm2d} of SAM, epsilon 1e-6. */
public final class ChannelNorm extends Layer {
    private final Parameter weight;
    private final Parameter bias;

    public ChannelNorm(long channels) {
        this.weight = learned("weight", Init.ones(), channels);
        this.bias = learned("bias", Init.zeros(), channels);
    }

    /** Any (B, C, H, W). */
    public Tensor forward(Tensor x) {
        return NeuralOps.channelNorm(x, weight.value(), bias.value(), 1e-6);
    }
}
