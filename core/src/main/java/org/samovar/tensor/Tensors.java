package org.samovar.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes tensors from Java values. Data is copied; the result belongs to the innermost scope. */
public final class Tensors {
    private Tensors() {}

    /** float32 on the CPU, row-major. */
    public static Tensor of(float[] values, long... shape) {
        ByteBuffer bytes = buffer(values.length, Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return Engine.create(bytes, DType.FLOAT32, ComputeDevice.CPU, shape);
    }

    /** float64 on the CPU, row-major. */
    public static Tensor of(double[] values, long... shape) {
        ByteBuffer bytes = buffer(values.length, Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return Engine.create(bytes, DType.FLOAT64, ComputeDevice.CPU, shape);
    }

    /** int64 on the CPU, row-major. */
    public static Tensor of(long[] values, long... shape) {
        ByteBuffer bytes = buffer(values.length, Long.BYTES);
        bytes.asLongBuffer().put(values);
        return Engine.create(bytes, DType.INT64, ComputeDevice.CPU, shape);
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
        return Engine.create(bytes.slice().order(ByteOrder.LITTLE_ENDIAN), type, ComputeDevice.CPU, shape);
    }

    /** All zeros, float32. */
    public static Tensor zeros(long... shape) {
        return full(0, shape);
    }

    /** One value everywhere, float32. */
    public static Tensor full(double value, long... shape) {
        return Engine.one("full", shape, value);
    }

    /** 0, 1, ..., n - 1 as float32. */
    public static Tensor arange(long n) {
        return Engine.one("arange", n);
    }

    /** Copies a tensor to another device. */
    public static Tensor to(Tensor tensor, ComputeDevice device) {
        return Engine.toDevice(tensor, device);
    }

    private static ByteBuffer buffer(int count, int bytes) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(count, bytes)).order(ByteOrder.nativeOrder());
    }
}
