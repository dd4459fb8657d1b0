package org.samovar.image.io.zarr;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files with several chunks each (Zarr 3, "Sharding codec"): the place and length of each chunk stand in a table at the end
 * or at the beginning.
 *
 * @param names of the files
 * @param chunks of a file, along each axis
 * @param isIndexFirst whether the table is at the beginning
 * @param index how the table is packed: not at all, or with a checksum
 * @param checksumBytes how much longer that makes it
 */
record Shards(ChunkNames names, int[] chunks, boolean isIndexFirst, Codec index, int checksumBytes)
        implements ChunkFiles {
    private static final int ENTRY = 16;

    @Override
    public Optional<byte[]> read(int[] chunk, long most) throws IOException {
        int[] shard = new int[chunk.length];
        int number = 0;
        for (int axis = 0; axis < chunk.length; axis++) {
            shard[axis] = chunk[axis] / chunks[axis];
            number = number * chunks[axis] + chunk[axis] % chunks[axis];
        }
        Path file = names.file(shard);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        ByteBuffer table = table(file);
        long offset = table.getLong(ENTRY * number);
        long length = table.getLong(ENTRY * number + 8);
        boolean isMissing = offset == -1 && length == -1;
        return isMissing ? Optional.empty() : Optional.of(ChunkFiles.part(file, offset, length, most));
    }

    private ByteBuffer table(Path file) throws IOException {
        long entries = ENTRY;
        for (int count : chunks) {
            entries = Math.multiplyExact(entries, (long) count);
        }
        long bytes = entries + checksumBytes;
        long size = Files.size(file);
        if (bytes > size) {
            throw new EOFException();
        }
        byte[] packed = ChunkFiles.part(file, isIndexFirst ? 0 : size - bytes, bytes, size);
        return ByteBuffer.wrap(index.unpack(packed, (int) bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
