package org.samovar.nn;

import java.util.Optional;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/** A transposed convolution over (B, C, D, H, W) whose kernel is as wide as its stride, so that the volume grows by that factor. */
public final class ConvTranspose3d extends Layer {
    private final Parameter weight;
    private final Parameter bias;
    private final PerAxis stride;

    /** @param init of the weight; the bias starts as PyTorch's does */
    public ConvTranspose3d(long in, long out, PerAxis stride, Init init) {
        this.weight = factor("weight", init, in, out, stride.depth(), stride.height(), stride.width());
        this.bias = learned("bias", Init.fanIn(out * stride.volume()), out);
        this.stride = stride;
    }

    public ConvTranspose3d(long in, long out, PerAxis stride) {
        this(in, out, stride, Init.fanIn(out * stride.volume()));
    }

    /** (B, in, D, H, W) to (B, out, D * depth, H * height, W * width). */
    public Tensor forward(Tensor x) {
        return NeuralOps.convTranspose3d(x, weight.value(), Optional.of(bias.value()), stride.lengths());
    }
}
