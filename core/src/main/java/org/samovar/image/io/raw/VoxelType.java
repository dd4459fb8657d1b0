package org.samovar.image.io.raw;

import java.nio.ByteBuffer;
import org.samovar.image.SampleType;

/** How one value is stored in a file. */
public enum VoxelType {
    UINT8(1, SampleType.UINT8),
    INT8(1, SampleType.INTEGER),
    UINT16(2, SampleType.UINT16),
    INT16(2, SampleType.INTEGER),
    UINT32(4, SampleType.INTEGER),
    INT32(4, SampleType.INTEGER),
    UINT64(8, SampleType.INTEGER),
    INT64(8, SampleType.INTEGER),
    FLOAT32(4, SampleType.FLOAT),
    FLOAT64(8, SampleType.FLOAT);

    private static final double TWO_TO_64 = 0x1p64;

    private final int bytes;
    private final SampleType sample;

    VoxelType(int bytes, SampleType sample) {
        this.bytes = bytes;
        this.sample = sample;
    }

    /** Of one value. */
    public int bytes() {
        return bytes;
    }

    /** What an image of these says it has. */
    public SampleType sample() {
        return sample;
    }

    /**
     * A value; of 64 bits, the nearest double.
     *
     * @param data in the byte order of the file
     * @param index in values, not bytes
     */
    public double get(ByteBuffer data, int index) {
        return switch (this) {
            case UINT8 -> data.get(index) & 0xff;
            case INT8 -> data.get(index);
            case UINT16 -> data.getShort(2 * index) & 0xffff;
            case INT16 -> data.getShort(2 * index);
            case UINT32 -> data.getInt(4 * index) & 0xffffffffL;
            case INT32 -> data.getInt(4 * index);
            case UINT64 -> unsigned(data.getLong(8 * index));
            case INT64 -> data.getLong(8 * index);
            case FLOAT32 -> data.getFloat(4 * index);
            case FLOAT64 -> data.getDouble(8 * index);
        };
    }

    /** Appends a value that this type can hold. */
    public void put(ByteBuffer data, double value) {
        switch (this) {
            case UINT8, INT8 -> data.put((byte) (int) value);
            case UINT16, INT16 -> data.putShort((short) (int) value);
            case UINT32, INT32 -> data.putInt((int) (long) value);
            case UINT64 -> data.putLong(value < 0x1p63 ? (long) value : (long) (value - TWO_TO_64));
            case INT64 -> data.putLong((long) value);
            case FLOAT32 -> data.putFloat((float) value);
            case FLOAT64 -> data.putDouble(value);
        }
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : bits + TWO_TO_64;
    }
}
