package org.samovar.io.npy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.samovar.geometry.UserError;

/** An array of numbers in row-major order, as NumPy saves it. */
public final class NpyArray {
    /** Types of an element. */
    public enum Type {
        BOOL(1),
        UINT8(1),
        INT32(4),
        INT64(8),
        FLOAT32(4),
        FLOAT64(8);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** Bytes of an element. */
        public int bytes() {
            return bytes;
        }
    }

    private final Type type;
    private final long[] shape;
    private final ByteBuffer values;

    NpyArray(Type type, long[] shape, byte[] littleEndian) {
        this.type = type;
        this.shape = shape.clone();
        this.values = ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads a {@code .npy} file.
     *
     * @throws UserError naming the file and what is wrong with it
     */
    public static NpyArray read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return NpyReader.read(in);
        } catch (NpyReader.Malformed e) {
            throw new UserError(file + " is no NumPy array that can be read: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage());
        }
    }

    /** The element type. */
    public Type type() {
        return type;
    }

    /** A copy of the shape; empty for a single number. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of elements. */
    public int count() {
        return values.capacity() / type.bytes;
    }

    /** Element i in row-major order; booleans are 0 and 1, bytes 0 to 255. */
    public double get(int i) {
        return switch (type) {
            case BOOL, UINT8 -> values.get(i) & 0xff;
            case INT32 -> values.getInt(4 * i);
            case INT64 -> values.getLong(8 * i);
            case FLOAT32 -> values.getFloat(4 * i);
            case FLOAT64 -> values.getDouble(8 * i);
        };
    }

    /** All elements in row-major order, converted to float. */
    public float[] toFloats() {
        float[] out = new float[count()];
        if (type == Type.FLOAT32) {
            values.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
        } else {
            for (int i = 0; i < out.length; i++) {
                out[i] = (float) get(i);
            }
        }
        return out;
    }

    /** All elements in row-major order, converted to bytes by cutting off what lies above 8 bits. */
    public byte[] toBytes() {
        byte[] out = new byte[count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (long) get(i);
        }
        return out;
    }
}
