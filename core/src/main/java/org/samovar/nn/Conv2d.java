package org.samovar.nn;

import java.util.Optional;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.Tensor;

/** A convolution over (B, C, H, W). */
public final class Conv2d extends Layer {
    private final Parameter weight;
    private final Optional<Parameter> bias;
    private final Convolution convolution;
    private final boolean isPointwise;

    public Conv2d(long in, long out, long kernel, Convolution convolution, Bias bias) {
        this(in, out, kernel, convolution, bias, Init.fanIn(in / convolution.groups() * kernel * kernel));
    }

    /** @param init of the weight and the bias */
    public Conv2d(long in, long out, long kernel, Convolution convolution, Bias bias, Init init) {
        this.weight = factor("weight", init, out, in / convolution.groups(), kernel, kernel);
        this.bias = bias == Bias.WITH ? Optional.of(learned("bias", init, out)) : Optional.empty();
        this.convolution = convolution;
        this.isPointwise = kernel == 1 && convolution.equals(Convolution.plain());
    }

    /** A 1 x 1 convolution with bias. */
    public static Conv2d pointwise(long in, long out) {
        return new Conv2d(in, out, 1, Convolution.plain(), Bias.WITH);
    }

    /** A 1 x 1 convolution with bias that gives zeros until it has learned. */
    public static Conv2d zero(long in, long out) {
        return new Conv2d(in, out, 1, Convolution.plain(), Bias.WITH, Init.zeros());
    }

    /** (B, in, H, W) to (B, out, H', W'). */
    public Tensor forward(Tensor x) {
        Optional<Tensor> shift = bias.map(Parameter::value);
        return isPointwise
                ? NeuralOps.pointwise(x, weight.value(), shift)
                : NeuralOps.conv2d(x, weight.value(), shift, convolution);
    }
}
