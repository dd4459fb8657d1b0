package org.samovar.image.io.tiff;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.samovar.image.SampleType;

/** The kinds of samples that {@link TiffDecoder} knows. */
enum SampleFormat {
    UINT8(1, SampleType.UINT8) {
        @Override
        double get(ByteBuffer data, int index) {
            return data.get(index) & 0xff;
        }
    },
    UINT16(2, SampleType.UINT16) {
        @Override
        double get(ByteBuffer data, int index) {
            return data.getShort(2 * index) & 0xffff;
        }
    },
    UINT32(4, SampleType.INTEGER) {
        @Override
        double get(ByteBuffer data, int index) {
            return data.getInt(4 * index) & 0xffffffffL;
        }
    },
    INT8(1, SampleType.INTEGER) {
        @Override
        double get(ByteBuffer data, int index) {
            return data.get(index);
        }
    },
    INT16(2, SampleType.INTEGER) {
        @Override
        double get(ByteBuffer data, int index) {
            return data.getShort(2 * index);
        }
    },
    INT32(4, SampleType.INTEGER) {
        @Override
        double get(ByteBuffer data, int index) {
            return data.getInt(4 * index);
        }
    },
    FLOAT32(4, SampleType.FLOAT) {
        @Override
        double get(ByteBuffer data, int index) {
            return data.getFloat(4 * index);
        }
    },
    FLOAT64(8, SampleType.FLOAT) {
        @Override
        double get(ByteBuffer data, int index) {
            return data.getDouble(8 * index);
        }
    };

    final int bytes;
    final SampleType type;

    SampleFormat(int bytes, SampleType type) {
        this.bytes = bytes;
        this.type = type;
    }

    /** The value of a sample; the buffer has the byte order of the file. */
    abstract double get(ByteBuffer data, int index);

    /** The format of a page; empty where it is none of these. */
    static Optional<SampleFormat> of(TiffDirectory page) {
        return switch (page.format() * 100 + page.bits()) {
            case 108 -> Optional.of(UINT8);
            case 116 -> Optional.of(UINT16);
            case 132 -> Optional.of(UINT32);
            case 208 -> Optional.of(INT8);
            case 216 -> Optional.of(INT16);
            case 232 -> Optional.of(INT32);
            case 332 -> Optional.of(FLOAT32);
            case 364 -> Optional.of(FLOAT64);
            default -> Optional.empty();
        };
    }
}
