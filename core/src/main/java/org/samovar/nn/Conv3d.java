package org.samovar.nn;

import java.util.Optional;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/** A convolution over (B, C, D, H, W) with odd kernels, padded so that a stride of 1 keeps the size. */
public final class Conv3d extends Layer {
    private final Parameter weight;
    private final Optional<Parameter> bias;
    private final long[] stride;
    private final long[] padding;
    private final long groups;

    /** @param init of the weight; a bias starts as PyTorch's does */
    public Conv3d(long in, long out, PerAxis kernel, PerAxis stride, long groups, Bias bias, Init init) {
        if (kernel.depth() % 2 == 0 || kernel.height() % 2 == 0 || kernel.width() % 2 == 0) {
            throw new IllegalArgumentException(kernel + " is not odd");
        }
        long fanIn = in / groups * kernel.volume();
        this.weight = factor("weight", init, out, in / groups, kernel.depth(), kernel.height(), kernel.width());
        this.bias = bias == Bias.WITH ? Optional.of(learned("bias", Init.fanIn(fanIn), out)) : Optional.empty();
        this.stride = stride.lengths();
        this.padding = new long[] {kernel.depth() / 2, kernel.height() / 2, kernel.width() / 2};
        this.groups = groups;
    }

    public Conv3d(long in, long out, PerAxis kernel, PerAxis stride, Bias bias) {
        this(in, out, kernel, stride, 1, bias, Init.fanIn(in * kernel.volume()));
    }

    /** A 1 x 1 x 1 convolution with bias. */
    public static Conv3d pointwise(long in, long out) {
        return new Conv3d(in, out, PerAxis.cube(1), PerAxis.cube(1), Bias.WITH);
    }

    /** A convolution with bias of each channel by itself. */
    public static Conv3d depthwise(long channels, PerAxis kernel) {
        Init init = Init.fanIn(kernel.volume());
        return new Conv3d(channels, channels, kernel, PerAxis.cube(1), channels, Bias.WITH, init);
    }

    /** (B, in, D, H, W) to (B, out, D', H', W'). */
    public Tensor forward(Tensor x) {
        return NeuralOps.conv3d(x, weight.value(), bias.map(Parameter::value), stride, padding, groups);
    }
}
