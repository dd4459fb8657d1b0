package org.samovar.image.io.zarr;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samovar.geometry.UserError;
import org.samovar.image.io.raw.VoxelType;

/** Reads what N5 says of an array (its README, "File-system specification"): x runs fastest, blocks have a head. */
final class N5Arrays {
    private N5Arrays() {}

    /** Of {@code attributes.json}. */
    static ChunkedArray of(Path folder, JsonObject meta) {
        int[] shape = Json.wholes(meta, "dimensions", 1);
        int[] block = Json.wholes(meta, "blockSize", 1);
        int[] axes =
                IntStream.range(0, block.length).map(a -> block.length - 1 - a).toArray();
        VoxelType type = ZarrArrays.type3(Json.text(meta, "dataType", ""));
        // before version 1.1 it was a word
        JsonObject compression = Json.object(meta, "compression").orElseGet(() -> {
            JsonObject old = new JsonObject();
            old.addProperty("type", Json.text(meta, "compressionType", ""));
            return old;
        });
        String name = Json.text(compression, "type", "");
        boolean isZlib = "gzip".equals(name) && isTrue(compression.get("useZlib"));
        if ("lz4".equals(name)) {
            throw new UserError("its chunks are packed by 'lz4', which is read of Zarr, not of N5");
        }
        Codec packing = isZlib ? Codec.ZLIB : Codec.of(name);
        return new ChunkedArray(
                shape,
                block,
                ChunkedArray.strides(block, axes),
                type,
                ByteOrder.BIG_ENDIAN,
                0,
                (packed, most) -> block(packed, packing, block, type.bytes()),
                ChunkFiles.of(new ChunkNames(folder, "", "/")),
                List.of());
    }

    private static boolean isTrue(JsonElement element) {
        return element != null && "true".equals(element.toString());
    }

    /** The values of a block, filled up to its full size where it says that it is smaller. */
    private static byte[] block(byte[] packed, Codec packing, int[] full, int valueBytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(packed);
        int mode = in.getShort();
        int rank = in.getShort();
        if (mode != 0 || rank != full.length) {
            throw new IOException("a block is of another kind than its array");
        }
        int[] size = new int[rank];
        int bytes = valueBytes;
        for (int axis = 0; axis < rank; axis++) {
            size[axis] = in.getInt();
            if (size[axis] < 1 || size[axis] > full[axis]) {
                throw new IOException("a block is larger than those of its array");
            }
            bytes *= size[axis];
        }
        byte[] rest = Arrays.copyOfRange(packed, in.position(), packed.length);
        byte[] values = packing.unpack(rest, bytes);
        if (values.length < bytes) {
            throw new EOFException();
        }
        return Arrays.equals(size, full) ? values : filledUp(values, size, full, valueBytes);
    }

    private static byte[] filledUp(byte[] values, int[] size, int[] full, int valueBytes) {
        int bytes = valueBytes;
        for (int length : full) {
            bytes *= length;
        }
        byte[] out = new byte[bytes];
        int row = size[0] * valueBytes;
        for (int from = 0, number = 0; from < values.length; from += row, number++) {
            int rest = number;
            int to = 0;
            int step = full[0];
            for (int axis = 1; axis < size.length; axis++) {
                to += rest % size[axis] * step;
                rest /= size[axis];
                step *= full[axis];
            }
            System.arraycopy(values, from, out, to * valueBytes, row);
        }
        return out;
    }
}
