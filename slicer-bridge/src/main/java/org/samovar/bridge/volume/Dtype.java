package org.samovar.bridge.volume;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.samovar.image.SampleType;

/** How a sample is stored, little-endian; the names are numpy's. */
public enum Dtype {
    UINT8(1, SampleType.UINT8),
    INT8(1, SampleType.INTEGER),
    UINT16(2, SampleType.UINT16),
    INT16(2, SampleType.INTEGER),
    UINT32(4, SampleType.INTEGER),
    INT32(4, SampleType.INTEGER),
    FLOAT32(4, SampleType.FLOAT),
    FLOAT64(8, SampleType.FLOAT);

    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle FLOATS = view(float[].class);
    private static final VarHandle DOUBLES = view(double[].class);

    private final int bytes;
    private final SampleType type;

    Dtype(int bytes, SampleType type) {
        this.bytes = bytes;
        this.type = type;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    /** The one with a name such as {@code int16}; empty where there is none. */
    public static Optional<Dtype> called(String name) {
        return Arrays.stream(values()).filter(one -> one.text().equals(name)).findFirst();
    }

    /** Its name, such as {@code int16}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Bytes of a sample. */
    public int bytes() {
        return bytes;
    }

    /** What the samples are to intensity rules. */
    public SampleType type() {
        return type;
    }

    /** The sample that begins at a byte. */
    double read(byte[] from, int at) {
        return switch (this) {
            case UINT8 -> from[at] & 0xff;
            case INT8 -> from[at];
            case UINT16 -> (short) SHORTS.get(from, at) & 0xffff;
            case INT16 -> (short) SHORTS.get(from, at);
            case UINT32 -> (int) INTS.get(from, at) & 0xffff_ffffL;
            case INT32 -> (int) INTS.get(from, at);
            case FLOAT32 -> (float) FLOATS.get(from, at);
            case FLOAT64 -> (double) DOUBLES.get(from, at);
        };
    }

    /**
     * Reads samples one after the other; a slice has hundreds of thousands.
     *
     * @param at byte of the first
     * @param step bytes from one to the next
     * @param to where they are put, from {@code n} on
     */
    void read(byte[] from, int at, int step, double[] to, int n, int count) {
        switch (this) {
            case UINT8 -> {
                for (int i = 0; i < count; i++) {
                    to[n + i] = from[at + i * step] & 0xff;
                }
            }
            case INT16 -> {
                for (int i = 0; i < count; i++) {
                    to[n + i] = (short) SHORTS.get(from, at + i * step);
                }
            }
            case UINT16 -> {
                for (int i = 0; i < count; i++) {
                    to[n + i] = (short) SHORTS.get(from, at + i * step) & 0xffff;
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < count; i++) {
                    to[n + i] = (float) FLOATS.get(from, at + i * step);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    to[n + i] = read(from, at + i * step);
                }
            }
        }
    }
}
