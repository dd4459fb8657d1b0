package org.samovar.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes tensors from Java values, on the device of the innermost scope. Data is copied; the result belongs to that scope. */
public final class Tensors {
    private Tensors() {}

    /** float32 row-major. */
    public static Tensor of(float[] values, long... shape) {
        ByteBuffer bytes = buffer(values.length, Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return Engine.create(bytes, DType.FLOAT32, shape);
    }

    /** float64 row-major. */
    public static Tensor of(double[] values, long... shape) {
        ByteBuffer bytes = buffer(values.length, Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return Engine.create(bytes, DType.FLOAT64, shape);
    }

    /** int64 row-major. */
    public static Tensor of(long[] values, long... shape) {
        ByteBuffer bytes = buffer(values.length, Long.BYTES);
        bytes.asLongBuffer().put(values);
        return Engine.create(bytes, DType.INT64, shape);
    }

    /** From contiguous little-endian bytes in row-major order, as checkpoints hold them. */
    public static Tensor ofBytes(ByteBuffer bytes, DType type, long... shape) {
        long expected = type.bytes();
        for (long length : shape) {
            expected = Math.multiplyExact(expected, length);
        }
        if (bytes.remaining() != expected) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes for a tensor of " + expected);
        }
        // the engine ignores a buffer's position
        return Engine.create(bytes.slice().order(ByteOrder.LITTLE_ENDIAN), type, shape);
    }

    /** All zeros, float32. */
    public static Tensor zeros(long... shape) {
        return full(0, shape);
    }

    /** One value everywhere, float32. */
    public static Tensor full(double value, long... shape) {
        return Engine.onDeviceOf(Scope.current(), Engine.one("full", shape, value));
    }

    /** 0, 1, ..., n - 1 as float32. */
    public static Tensor arange(long n) {
        return Engine.onDeviceOf(Scope.current(), Engine.one("arange", n));
    }

    /** Copies a tensor to another device. */
    public static Tensor to(Tensor tensor, ComputeDevice device) {
        return Engine.toDevice(tensor, device);
    }

    private static ByteBuffer buffer(int count, int bytes) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(count, bytes)).order(ByteOrder.nativeOrder());
    }
}
