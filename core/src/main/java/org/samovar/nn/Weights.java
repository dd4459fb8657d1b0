package org.samovar.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.DType;
import org.samovar.tensor.GradientUse;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** The tensors of a network's parameters: fills them, owns them, and frees them when it is closed. */
public final class Weights implements AutoCloseable {
    /** Where the tensor of a parameter comes from. */
    @FunctionalInterface
    public interface Source {
        /** Makes the tensor (float32, the parameter's shape) in the scope of the caller. */
        Tensor tensor(String key, Parameter parameter);
    }

    private final Map<String, Parameter> parameters;
    private final Scope owner = Scope.shared();

    private Weights(Map<String, Parameter> parameters) {
        this.parameters = parameters;
    }

    /** Fills every parameter of a network from a source. */
    public static Weights fill(Layer network, Source source) {
        Weights weights = new Weights(network.parameters());
        weights.parameters.forEach((key, parameter) -> {
            try (Scope scope = Scope.inference()) {
                parameter.put(weights.owner.adopt(source.tensor(key, parameter)));
            }
        });
        return weights;
    }

    /** Fills a network with random values, each parameter by its own {@link Init}; the same seed gives the same values. */
    public static Weights initialise(Layer network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return fill(network, (key, p) -> Tensors.of(p.init().draw(p.shape(), random.split()), p.shape()));
    }

    /** The parameters under their full keys. */
    public Map<String, Parameter> parameters() {
        return parameters;
    }

    /** The tensors under their full keys. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> out = new LinkedHashMap<>();
        parameters.forEach((key, parameter) -> out.put(key, parameter.value()));
        return out;
    }

    /** Marks the learned parameters whose key fits as trainable and all others as frozen; returns the trainable ones. */
    public List<Tensor> train(Predicate<String> fits) {
        List<Tensor> out = new ArrayList<>();
        parameters.forEach((key, parameter) -> {
            boolean trainable = parameter.role() != Parameter.Role.BUFFER && fits.test(key);
            parameter.value().requireGradient(trainable ? GradientUse.TRAINABLE : GradientUse.FROZEN);
            if (trainable) {
                out.add(parameter.value());
            }
        });
        return out;
    }

    /** Holds the factors of products in the type of the precision from now on, which saves memory and a cast at each use. */
    public Weights lower(Precision precision) {
        if (precision.type() != DType.FLOAT32) {
            parameters.forEach((key, parameter) -> {
                if (parameter.role() == Parameter.Role.FACTOR) {
                    try (Scope scope = Scope.inference()) {
                        Tensor wide = parameter.value();
                        parameter.put(owner.adopt(Ops.cast(wide, precision.type())));
                        wide.close();
                    }
                }
            });
        }
        return this;
    }

    /** Moves all tensors to a device; inputs must be made in a scope on it from now on. */
    public Weights to(ComputeDevice device) {
        parameters.forEach((key, parameter) -> {
            try (Scope scope = Scope.inference()) {
                Tensor here = parameter.value();
                parameter.put(owner.adopt(Tensors.to(here, device)));
                here.close();
            }
        });
        return this;
    }

    /** The same tensors for someone else, who frees none of them by closing what this returns. */
    public Weights lent() {
        return new Weights(parameters);
    }

    /** Frees all tensors; the network cannot be used any more. */
    @Override
    public void close() {
        owner.close();
    }
}
