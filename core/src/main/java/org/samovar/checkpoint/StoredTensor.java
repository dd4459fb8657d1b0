package org.samovar.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.samovar.geometry.UserError;

/**
 * A named tensor as a file holds it: a strided view of a little-endian storage that may be mapped from the file.
 *
 * <p>Nothing is copied until {@link #toFloats()} or {@link #contiguous()} asks for it. Instances are immutable and can be shared by threads. The
 * storage stays reachable for as long as the tensor is, so there is nothing to close; a file that is mapped must not be shortened meanwhile.
 */
public final class StoredTensor {
    /** As deep as a shape may be; PyTorch itself stops at 64. */
    static final int MAX_RANK = 32;

    private final String name;
    private final StoredType type;
    private final long[] shape;
    private final long[] strides;
    private final int offset;
    private final int elements;
    private final ByteBuffer storage;

    private StoredTensor(
            String name, StoredType type, long[] shape, long[] strides, int offset, int elements, ByteBuffer storage) {
        this.name = name;
        this.type = type;
        this.shape = shape;
        this.strides = strides;
        this.offset = offset;
        this.elements = elements;
        this.storage = storage;
    }

    /**
     * A tensor over row-major little-endian elements.
     *
     * @param bytes exactly the elements between position and limit; shared, not copied
     * @throws IllegalArgumentException when the shape and the number of bytes do not agree
     */
    public static StoredTensor of(String name, StoredType type, long[] shape, ByteBuffer bytes) {
        if (shape.length > MAX_RANK || count(shape) * type.bytes() != bytes.remaining()) {
            throw new IllegalArgumentException(
                    name + " " + type + Arrays.toString(shape) + " does not have " + bytes.remaining() + " bytes");
        }
        return view("memory", name, type, shape, rowMajor(shape), 0, bytes);
    }

    /** A float32 tensor with these row-major values, which are copied. */
    public static StoredTensor ofFloats(String name, long[] shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return of(name, StoredType.F32, shape, bytes);
    }

    /**
     * A strided view of a storage, as a file describes it.
     *
     * @param origin what a person calls the file, for messages
     * @param shape elements along each axis; empty for a single number
     * @param strides steps in elements along each axis, none negative
     * @param offset element of the storage that the first element of the tensor is
     * @param storage little-endian elements between position and limit
     * @throws UserError when the view would leave the storage, or repeats elements of it
     */
    static StoredTensor view(
            String origin,
            String name,
            StoredType type,
            long[] shape,
            long[] strides,
            long offset,
            ByteBuffer storage) {
        long available = storage.remaining() / type.bytes();
        if (shape.length != strides.length || shape.length > MAX_RANK) {
            throw new UserError(origin + " is damaged: the tensor '" + name + "' has a shape that makes no sense.");
        }
        long elements = count(shape);
        if (elements > available || !within(shape, strides, offset, available, elements)) {
            throw new UserError(
                    origin + " is damaged: the tensor '" + name + "' does not fit the values that are there for it.");
        }
        ByteBuffer owned = storage.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return new StoredTensor(name, type, shape.clone(), strides.clone(), (int) offset, (int) elements, owned);
    }

    private static boolean within(long[] shape, long[] strides, long offset, long available, long elements) {
        if (offset < 0 || offset > available) {
            return false;
        }
        if (elements == 0) {
            return true;
        }
        long last = offset;
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] > 1) {
                if (strides[axis] < 0 || strides[axis] > available) {
                    return false;
                }
                // No factor exceeds 2^31, so the product cannot overflow; the sum is checked before it can.
                last += (shape[axis] - 1) * strides[axis];
                if (last >= available) {
                    return false;
                }
            }
        }
        return last < available;
    }

    /** Number of elements of a shape; {@code Long.MAX_VALUE} where it is beyond any file or negative. */
    static long count(long[] shape) {
        long elements = 1;
        boolean empty = false;
        for (long size : shape) {
            empty |= size == 0;
            if (size < 0 || size > Integer.MAX_VALUE || (size > 0 && elements > Integer.MAX_VALUE / size)) {
                return Long.MAX_VALUE;
            }
            elements *= Math.max(1, size);
        }
        return empty ? 0 : elements;
    }

    /** Strides, in elements, of a tensor that lies in memory with its last axis running fastest. */
    static long[] rowMajor(long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = step;
            step *= Math.max(1, shape[axis]);
        }
        return strides;
    }

    /** The key in its state dict, for example {@code image_encoder.pos_embed}. */
    public String name() {
        return name;
    }

    public StoredType type() {
        return type;
    }

    /** Elements along each axis, a copy; empty for a single number. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of axes. */
    public int rank() {
        return shape.length;
    }

    /** Elements along one axis, counted from the end when negative. */
    public long size(int axis) {
        return shape[axis < 0 ? shape.length + axis : axis];
    }

    /** Number of elements. */
    public int elements() {
        return elements;
    }

    /** Bytes of {@link #contiguous()}. */
    public int byteSize() {
        return elements * type.bytes();
    }

    /** The same elements under another key. */
    public StoredTensor renamed(String other) {
        return new StoredTensor(other, type, shape, strides, offset, elements, storage);
    }

    /** Whether the elements lie in row-major order without gaps. */
    public boolean isContiguous() {
        long step = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] != 1 && strides[axis] != step) {
                return elements == 0;
            }
            step *= shape[axis];
        }
        return true;
    }

    /**
     * The elements in row-major order, little-endian, read-only, between position 0 and the limit: a slice of the file's mapping where they lie so,
     * otherwise a copy on the heap.
     */
    public ByteBuffer contiguous() {
        if (isContiguous()) {
            return storage.slice(offset * type.bytes(), byteSize()).order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer copy = ByteBuffer.allocate(byteSize()).order(ByteOrder.LITTLE_ENDIAN);
        gather(copy, 0, offset);
        return copy.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void gather(ByteBuffer out, int axis, long from) {
        if (axis == shape.length) {
            int at = (int) from * type.bytes();
            switch (type.bytes()) {
                case 1 -> out.put(storage.get(at));
                case 2 -> out.putShort(storage.getShort(at));
                case 4 -> out.putInt(storage.getInt(at));
                default -> out.putLong(storage.getLong(at));
            }
            return;
        }
        for (long i = 0; i < shape[axis]; i++) {
            gather(out, axis + 1, from + i * strides[axis]);
        }
    }

    /** The elements in row-major order as float32: whole numbers and float64 are rounded to the nearest, truth is 1. */
    public float[] toFloats() {
        ByteBuffer bytes = contiguous();
        float[] values = new float[elements];
        switch (type) {
            case F32 -> bytes.asFloatBuffer().get(values);
            case F16 -> {
                for (int i = 0; i < elements; i++) {
                    values[i] = HalfPrecision.fromF16(bytes.getShort(2 * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < elements; i++) {
                    values[i] = HalfPrecision.fromBf16(bytes.getShort(2 * i));
                }
            }
            default -> {
                for (int i = 0; i < elements; i++) {
                    values[i] = (float) number(bytes, i);
                }
            }
        }
        return values;
    }

    private double number(ByteBuffer bytes, int i) {
        return switch (type) {
            case F64 -> bytes.getDouble(8 * i);
            case I64 -> (float) bytes.getLong(8 * i);
            case I32 -> bytes.getInt(4 * i);
            case I16 -> bytes.getShort(2 * i);
            case I8 -> bytes.get(i);
            case U8 -> bytes.get(i) & 0xff;
            case BOOL -> bytes.get(i) == 0 ? 0 : 1;
            default -> throw new IllegalStateException("converted by the caller: " + type);
        };
    }

    /** Name, type and shape; no values. */
    @Override
    public String toString() {
        return name + " " + type + Arrays.toString(shape);
    }
}
