package org.samovar.image.io.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.samovar.image.io.raw.VoxelType;

/** Undoes the differences between neighbours of a row (TIFF 6.0, section 14; Adobe, TIFF Technical Note 3 for floats). */
final class Predictor {
    private static final int WHOLE_NUMBERS = 2;
    private static final int FLOATS = 3;

    private Predictor() {}

    static boolean isKnown(TiffDirectory page, VoxelType type) {
        return switch (page.predictor()) {
            case 1 -> true;
            case WHOLE_NUMBERS -> type.bytes() <= 4;
            case FLOATS -> type == VoxelType.FLOAT32 || type == VoxelType.FLOAT64;
            default -> false;
        };
    }

    /**
     * Undoes it in place.
     *
     * @param samples for each pixel in this segment
     */
    static void undo(int predictor, ByteBuffer data, int width, int samples, VoxelType type) {
        int rowBytes = width * samples * type.bytes();
        for (int row = 0; row + rowBytes <= data.capacity(); row += rowBytes) {
            if (predictor == WHOLE_NUMBERS) {
                sum(data, row, width, samples, type.bytes());
            } else if (predictor == FLOATS) {
                join(data, row, width, samples, type.bytes());
            }
        }
    }

    private static void sum(ByteBuffer data, int row, int width, int samples, int bytes) {
        int step = samples * bytes;
        for (int at = row + step; at < row + width * step; at += bytes) {
            switch (bytes) {
                case 1 -> data.put(at, (byte) (data.get(at) + data.get(at - step)));
                case 2 -> data.putShort(at, (short) (data.getShort(at) + data.getShort(at - step)));
                default -> data.putInt(at, data.getInt(at) + data.getInt(at - step));
            }
        }
    }

    /** The bytes of all floats stand together by their significance, most significant first. */
    private static void join(ByteBuffer data, int row, int width, int samples, int bytes) {
        int count = width * samples;
        byte[] split = new byte[count * bytes];
        data.get(row, split);
        for (int i = samples; i < split.length; i++) {
            split[i] += split[i - samples];
        }
        boolean isBig = data.order() == ByteOrder.BIG_ENDIAN;
        for (int i = 0; i < count; i++) {
            for (int b = 0; b < bytes; b++) {
                data.put(row + i * bytes + (isBig ? b : bytes - 1 - b), split[b * count + i]);
            }
        }
    }
}
