package org.samovar.nn;

import java.util.Optional;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/** x W^T + b on the last axis. */
public final class Linear extends Layer {
    private final Parameter weight;
    private final Optional<Parameter> bias;

    public Linear(long in, long out) {
        this(in, out, Bias.WITH);
    }

    public Linear(long in, long out, Bias bias) {
        this(in, out, bias, Init.fanIn(in));
    }

    private Linear(long in, long out, Bias bias, Init init) {
        this.weight = factor("weight", init, out, in);
        this.bias = bias == Bias.WITH ? Optional.of(learned("bias", init, out)) : Optional.empty();
    }

    /** One with bias that gives zeros until it has learned. */
    public static Linear zero(long in, long out) {
        return new Linear(in, out, Bias.WITH, Init.zeros());
    }

    /** W, (out, in). */
    public Tensor weight() {
        return weight.value();
    }

    /** b, (out). @throws IllegalStateException for a layer without bias */
    public Tensor bias() {
        return bias.orElseThrow(() -> new IllegalStateException("The layer has no bias"))
                .value();
    }

    /** (..., in) to (..., out). */
    public Tensor forward(Tensor x) {
        return NeuralOps.linear(x, weight.value(), bias.map(Parameter::value));
    }

    /** The activation of {@link #forward(Tensor)}. */
    public Tensor forward(Tensor x, Activation activation) {
        Optional<Tensor> shift = bias.map(Parameter::value);
        return switch (activation) {
            case GELU -> NeuralOps.linearGelu(x, weight.value(), shift);
            case RELU -> NeuralOps.linearRelu(x, weight.value(), shift);
            case LEAKY_RELU -> activation.apply(forward(x));
        };
    }
}
