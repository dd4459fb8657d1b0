package org.samovar.model.mobilesam;

import java.util.Optional;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * A convolution without bias and a batch norm ({@code Conv2d_BN}). The norm uses its running statistics always, so that it is a scale
 * and a shift of the kernel: one pass over the image instead of two, and the same function in training and prediction.
 */
final class ConvNorm extends Layer {
    private static final double EPSILON = 1e-5;

    private final Convolution convolution;
    private final Parameter kernel;
    private final Parameter scale;
    private final Parameter shift;
    private final Parameter mean;
    private final Parameter variance;

    ConvNorm(long in, long out, long side, Convolution convolution) {
        long perGroup = in / convolution.groups();
        this.convolution = convolution;
        this.kernel = factor("c.weight", Init.fanIn(perGroup * side * side), out, perGroup, side, side);
        this.scale = learned("bn.weight", Init.ones(), out);
        this.shift = learned("bn.bias", Init.zeros(), out);
        this.mean = buffer("bn.running_mean", Init.zeros(), out);
        this.variance = buffer("bn.running_var", Init.ones(), out);
        buffer("bn.num_batches_tracked", Init.zeros());
    }

    /** A 1 x 1 convolution. */
    static ConvNorm pointwise(long in, long out) {
        return new ConvNorm(in, out, 1, Convolution.plain());
    }

    /** A 3 x 3 convolution. */
    static ConvNorm strided(long in, long out, long stride) {
        return new ConvNorm(in, out, 3, Convolution.strided(stride, 1));
    }

    /** A 3 x 3 convolution of each channel by itself. */
    static ConvNorm depthwise(long channels, long stride) {
        return new ConvNorm(channels, channels, 3, Convolution.depthwise(channels, stride, 1));
    }

    /** (B, in, H, W) to (B, out, H', W'). */
    Tensor forward(Tensor x) {
        Tensor factor = Ops.mul(scale.value(), Ops.pow(Ops.add(variance.value(), EPSILON), -0.5)); // (out)
        Tensor scaled = Ops.mul(kernel.value(), factor.reshape(-1, 1, 1, 1));
        Tensor bias = Ops.sub(shift.value(), Ops.mul(mean.value(), factor)); // (out)
        return NeuralOps.conv2d(x, scaled, Optional.of(bias), convolution);
    }
}
