package org.samovar.image.io.zarr;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.image.io.Limits;
import org.samovar.image.io.raw.VoxelType;

/**
 * An array in chunks of one size, those at the upper ends filled up.
 *
 * @param shape length of each axis
 * @param chunk length of a chunk along each axis
 * @param strides steps within a chunk along each axis, counted in values
 * @param type of a value
 * @param order of the bytes of a value
 * @param fill the value of what is not stored
 * @param codec unpacks chunks
 * @param files where the chunks are
 * @param names of the axes; empty where the array does not name them
 */
record ChunkedArray(
        int[] shape,
        int[] chunk,
        int[] strides,
        VoxelType type,
        ByteOrder order,
        double fill,
        Codec codec,
        ChunkFiles files,
        List<String> names) {
    /** What a chunk may be longer when it is packed. */
    private static final int LONGER = 1 << 16;

    ChunkedArray {
        if (shape.length == 0
                || shape.length != chunk.length
                || Arrays.stream(shape).anyMatch(n -> n < 1)) {
            throw new UserError(
                    "it says it has the shape " + Arrays.toString(shape) + " in chunks of " + Arrays.toString(chunk));
        }
        long bytes = type.bytes();
        for (int length : chunk) {
            // each is less than 2^31, so that the product before the check has no room to overflow
            bytes *= length;
            if (length < 1 || bytes > Integer.MAX_VALUE - LONGER || !Limits.isSmall(bytes)) {
                throw new UserError("its chunks of " + Arrays.toString(chunk) + " values are larger than can be read");
            }
        }
    }

    /** Steps in chunks whose last axis in an order runs fastest. */
    static int[] strides(int[] chunk, int... axes) {
        int[] out = new int[chunk.length];
        int step = 1;
        for (int i = axes.length - 1; i >= 0; i--) {
            out[axes[i]] = step;
            step *= chunk[axes[i]];
        }
        return out;
    }

    int bytes() {
        int bytes = type.bytes();
        for (int length : chunk) {
            bytes *= length;
        }
        return bytes;
    }

    /** The values of a chunk; empty where it is not stored. */
    Optional<ByteBuffer> read(int... index) throws IOException {
        int bytes = bytes();
        Optional<byte[]> packed = files.read(index, 2L * bytes + LONGER);
        if (packed.isEmpty()) {
            return Optional.empty();
        }
        byte[] values = codec.unpack(packed.get(), bytes + LONGER);
        if (values.length < bytes) {
            throw new EOFException();
        }
        return Optional.of(ByteBuffer.wrap(values).order(order));
    }
}
