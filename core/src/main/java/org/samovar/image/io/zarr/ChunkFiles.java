package org.samovar.image.io.zarr;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the packed chunks of an array are. */
@FunctionalInterface
interface ChunkFiles {
    /**
     * A chunk as it is stored.
     *
     * @param index along each axis
     * @param most bytes that it may have
     * @return empty where it is not stored, which makes all its values the fill value
     */
    Optional<byte[]> read(int[] index, long most) throws IOException;

    /** A file for each chunk. */
    static ChunkFiles of(ChunkNames names) {
        return (index, most) -> whole(names.file(index), most);
    }

    private static Optional<byte[]> whole(Path file, long most) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(part(file, 0, Files.size(file), most)) : Optional.empty();
    }

    /** A part of a file. */
    static byte[] part(Path file, long from, long bytes, long most) throws IOException {
        if (bytes > most || bytes > Integer.MAX_VALUE - 8) {
            throw new IOException("a chunk is longer than its values can be");
        }
        if (from < 0 || bytes < 0 || from > Files.size(file) - bytes) {
            throw new EOFException();
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file);
                InputStream in = Channels.newInputStream(channel.position(from))) {
            byte[] out = in.readNBytes((int) bytes);
            if (out.length < bytes) {
                throw new EOFException();
            }
            return out;
        }
    }
}
