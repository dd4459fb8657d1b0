package org.samovar.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * A piece of a network: a function of tensors with named parameters and children. It holds no state but the parameters' tensors, so
 * one network serves many threads.
 *
 * <p>To write one: declare parameters and children as final fields in the constructor, each under its checkpoint key; keys may
 * contain dots where the reference puts a container between. Then give it a {@code forward} whose lines end with the shape.
 */
public abstract class Layer {
    private final Map<String, Parameter> own = new LinkedHashMap<>();
    private final List<Child> children = new ArrayList<>();

    private record Child(String key, Layer layer) {}

    /** Registers a child under its checkpoint key; one with an empty key has its parameters at this level. */
    protected final <L extends Layer> L child(String key, L layer) {
        children.add(new Child(key, layer));
        return layer;
    }

    /** Registers a factor of a product or convolution. */
    protected final Parameter factor(String key, Init init, long... shape) {
        return register(key, new Parameter(Parameter.Role.FACTOR, init, shape));
    }

    /** Registers a parameter that is learned and stays float32. */
    protected final Parameter learned(String key, Init init, long... shape) {
        return register(key, new Parameter(Parameter.Role.LEARNED, init, shape));
    }

    /** Registers a value that is kept with the weights but not learned. */
    protected final Parameter buffer(String key, Init init, long... shape) {
        return register(key, new Parameter(Parameter.Role.BUFFER, init, shape));
    }

    private Parameter register(String key, Parameter parameter) {
        own.put(key, parameter);
        return parameter;
    }

    /** All parameters of this layer and its children under their full keys, in the order of declaration. */
    public final Map<String, Parameter> parameters() {
        Map<String, Parameter> all = new LinkedHashMap<>();
        collect("", all);
        return Collections.unmodifiableMap(all);
    }

    /** Runs a step in a scope of its own, which frees its intermediates; a recorded graph keeps what it needs. */
    protected static Tensor step(Supplier<Tensor> step) {
        try (Scope scope = Scope.nested()) {
            return scope.keep(step.get());
        }
    }

    /**
     * Runs a step that depends on x and parameters alone in a scope of its own; in the backward pass it is made again where memory is short
     * ({@link Autograd#checkpoint}).
     */
    protected static Tensor step(Tensor x, UnaryOperator<Tensor> step) {
        return Autograd.checkpoint(x, y -> step(() -> step.apply(y)));
    }

    private void collect(String prefix, Map<String, Parameter> into) {
        own.forEach((key, parameter) -> into.put(prefix + key, parameter));
        children.forEach(child -> child.layer.collect(child.key.isEmpty() ? prefix : prefix + child.key + ".", into));
    }
}
