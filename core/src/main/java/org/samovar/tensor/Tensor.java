package org.samovar.tensor;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An array of the engine, owned by a {@link Scope}. The methods here make views and read values; arithmetic is in {@link Ops}
 * and {@link NeuralOps}. Axes count from 0, or from the end with negative numbers.
 *
 * <p>Views share memory with their source and record gradients like every operator. Each result belongs to the innermost scope.
 */
public final class Tensor implements AutoCloseable {
    private static final AtomicLong LIVE = new AtomicLong();

    private final PtNDArray array;
    private final long[] shape;
    private @Nullable Scope owner;
    private boolean closed;

    Tensor(PtNDArray array) {
        this.array = array;
        this.shape = array.getShape().getShape();
        LIVE.incrementAndGet();
    }

    /** Number of tensors that are not freed yet, over all threads: what a test for leaks looks at. */
    public static long live() {
        return LIVE.get();
    }

    /** The array of the engine. */
    PtNDArray array() {
        if (closed) {
            throw new IllegalStateException(
                    "The tensor of shape " + Arrays.toString(shape) + " was freed with its scope");
        }
        return array;
    }

    @Nullable
    Scope owner() {
        return owner;
    }

    void owner(@Nullable Scope scope) {
        this.owner = scope;
    }

    // -- what it is --

    /** A copy of the shape. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of axes. */
    public int rank() {
        return shape.length;
    }

    /** Length of an axis. */
    public int size(int axis) {
        return Math.toIntExact(shape[axis < 0 ? axis + shape.length : axis]);
    }

    /** Number of elements. */
    public long count() {
        return new Shape(shape).size();
    }

    /** The element type. */
    public DType type() {
        return Engine.type(array());
    }

    /** Checks the shape; -1 stands for any length. @throws IllegalArgumentException if it differs */
    public Tensor check(String what, long... expected) {
        boolean fits = expected.length == shape.length;
        for (int i = 0; fits && i < expected.length; i++) {
            fits = expected[i] < 0 || expected[i] == shape[i];
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    what + " has shape " + Arrays.toString(shape) + ", expected " + Arrays.toString(expected));
        }
        return this;
    }

    // -- views --

    /** The same values in another shape; one length may be -1. */
    public Tensor reshape(long... newShape) {
        return Engine.one("reshape", this, newShape);
    }

    /** Axes in another order. */
    public Tensor permute(long... axes) {
        return Engine.one("permute", this, axes);
    }

    /** The same values, those of the last axis beside each other in memory; a copy where they are not yet. */
    public Tensor contiguous() {
        return Engine.one("contiguous", this);
    }

    /** Two axes exchanged. */
    public Tensor transpose(int a, int b) {
        return Engine.one("transpose", this, a, b);
    }

    /** Axes of length 1 repeated without a copy; -1 keeps a length. */
    public Tensor expand(long... newShape) {
        return Engine.one("expand", this, newShape);
    }

    /** A new axis of length 1. */
    public Tensor unsqueeze(int axis) {
        return Engine.one("unsqueeze", this, axis);
    }

    /** Without the axis, which has length 1. */
    public Tensor squeeze(int axis) {
        return Engine.one("squeeze", this, axis);
    }

    /** Indices {@code start} to {@code start + length - 1} of an axis. */
    public Tensor narrow(int axis, long start, long length) {
        return Engine.one("narrow", this, axis, start, length);
    }

    /** One index of an axis, which disappears. */
    public Tensor select(int axis, long index) {
        return Engine.one("select", this, axis, index);
    }

    /** The axis cut into equal parts. */
    public List<Tensor> chunk(int parts, int axis) {
        return Engine.many("chunk", this, parts, axis);
    }

    // -- gradients --

    /** Makes this tensor a leaf whose gradient is wanted, or one whose gradient is not. */
    public Tensor requireGradient(GradientUse use) {
        array().setRequiresGradient(use == GradientUse.TRAINABLE);
        return this;
    }

    /** Whether a backward pass goes on from here; the engine's own answer is no for all but leaves. */
    boolean isInGraph() {
        return Engine.one("in_graph", this).item() > 0;
    }

    /** The same values outside of the graph. */
    public Tensor detach() {
        return Engine.one("detach", this);
    }

    // -- values --

    /** All values in row-major order, converted to float. */
    public float[] toFloats() {
        return read(DType.FLOAT32).asFloatBuffer();
    }

    /** All values in row-major order, converted to double. */
    public double[] toDoubles() {
        return read(DType.FLOAT64).asDoubleBuffer();
    }

    /** All values in row-major order, converted to long. */
    public long[] toLongs() {
        return read(DType.INT64).asLongBuffer();
    }

    /** All bytes in row-major order and little-endian, in the tensor's own type; a copy. */
    public ByteBuffer toBytes() {
        try (Scope scope = Scope.inference()) {
            return Engine.bytes(Engine.one("on_cpu", this)).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** The only value. */
    public float item() {
        if (count() != 1) {
            throw new IllegalStateException("item() of a tensor of shape " + Arrays.toString(shape));
        }
        return toFloats()[0];
    }

    private Values read(DType as) {
        try (Scope scope = Scope.inference()) {
            Tensor plain = type() == as ? this : Ops.cast(this, as);
            return new Values(Engine.bytes(Engine.one("on_cpu", plain)), Math.toIntExact(count()));
        }
    }

    private record Values(ByteBuffer bytes, int count) {
        float[] asFloatBuffer() {
            float[] out = new float[count];
            bytes.asFloatBuffer().get(out);
            return out;
        }

        double[] asDoubleBuffer() {
            double[] out = new double[count];
            bytes.asDoubleBuffer().get(out);
            return out;
        }

        long[] asLongBuffer() {
            long[] out = new long[count];
            bytes.asLongBuffer().get(out);
            return out;
        }
    }

    /** Frees the memory now instead of with the scope; twice is once. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            owner = null;
            LIVE.decrementAndGet();
            array.close();
        }
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }
}
