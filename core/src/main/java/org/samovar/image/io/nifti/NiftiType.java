package org.samovar.image.io.nifti;

import java.nio.ByteBuffer;
import org.samovar.geometry.UserError;
import org.samovar.image.SampleType;

/** How voxels are stored, with the codes of {@code nifti1.h}. */
enum NiftiType {
    UINT8(2, 1, SampleType.UINT8),
    INT16(4, 2, SampleType.INTEGER),
    INT32(8, 4, SampleType.INTEGER),
    FLOAT32(16, 4, SampleType.FLOAT),
    FLOAT64(64, 8, SampleType.FLOAT),
    INT8(256, 1, SampleType.INTEGER),
    UINT16(512, 2, SampleType.UINT16);

    private final int code;
    private final int bytes;
    private final SampleType sample;

    NiftiType(int code, int bytes, SampleType sample) {
        this.code = code;
        this.bytes = bytes;
        this.sample = sample;
    }

    static NiftiType of(int code) {
        for (NiftiType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new UserError("its voxels are of the type " + code + ", which is not read here");
    }

    int bytes() {
        return bytes;
    }

    SampleType sample() {
        return sample;
    }

    /** The stored value at a byte. */
    double get(ByteBuffer data, int at) {
        return switch (this) {
            case UINT8 -> data.get(at) & 0xff;
            case INT8 -> data.get(at);
            case INT16 -> data.getShort(at);
            case UINT16 -> data.getShort(at) & 0xffff;
            case INT32 -> data.getInt(at);
            case FLOAT32 -> data.getFloat(at);
            case FLOAT64 -> data.getDouble(at);
        };
    }
}
