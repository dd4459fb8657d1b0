package org.samovar.nn;

import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/** A transposed convolution over (B, C, H, W) whose kernel is as wide as its stride, so that the image grows by that factor. */
public final class ConvTranspose2d extends Layer {
    private final Parameter weight;
    private final Parameter bias;

    public ConvTranspose2d(long in, long out, long stride) {
        this.weight = factor("weight", Init.fanIn(out * stride * stride), in, out, stride, stride);
        this.bias = learned("bias", Init.fanIn(out * stride * stride), out);
    }

    /** (B, in, H, W) to (B, out, H * stride, W * stride). */
    public Tensor forward(Tensor x) {
        return NeuralOps.convTranspose2d(x, weight.value(), bias.value());
    }
}
