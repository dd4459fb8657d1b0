package org.samovar.nn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.samovar.tensor.Tensor;

/** A named place for a tensor in a {@link Layer}; {@link Weights} puts the tensor there. */
public final class Parameter {
    /** What a parameter is to training and to reduced precision. */
    public enum Role {
        /** A factor of a product or convolution: held in the type of the products where nothing is trained. */
        FACTOR,
        /** Learned, and always float32: norms, biases of norms, embeddings, tokens. */
        LEARNED,
        /** Not learned: running statistics, fixed projections. */
        BUFFER
    }

    private final long[] shape;
    private final Role role;
    private final Init init;
    private @Nullable Tensor value;

    Parameter(Role role, Init init, long... shape) {
        this.role = role;
        this.init = init;
        this.shape = shape.clone();
    }

    /** A copy of the shape. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of values. */
    public long count() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** What it is to training. */
    public Role role() {
        return role;
    }

    /** How it starts before training. */
    public Init init() {
        return init;
    }

    /** The tensor, owned by the network's {@link Weights}. @throws IllegalStateException before weights were put in */
    public Tensor value() {
        Tensor tensor = value;
        if (tensor == null) {
            throw new IllegalStateException("A parameter of shape " + Arrays.toString(shape) + " has no weights yet");
        }
        return tensor;
    }

    void put(Tensor tensor) {
        this.value = tensor.check("A weight", shape);
    }
}
