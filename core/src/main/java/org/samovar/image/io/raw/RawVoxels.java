package org.samovar.image.io.raw;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.image.VoxelSource;
import org.samovar.image.io.Limits;
import org.samovar.image.io.Residence;

/** Values as a file stores them, unpacked: on the disk, or in memory in the same form. */
public final class RawVoxels implements VoxelSource {
    private static final int PIECE = 1 << 26;

    private final RawLayout layout;
    private final Store store;

    private RawVoxels(RawLayout layout, Store store) {
        this.layout = layout;
        this.store = store;
    }

    /**
     * Voxels that lie in a file as they are.
     *
     * @param offset of the first value, in bytes
     * @throws IOException where the file is shorter than that
     */
    public static RawVoxels ofFile(Path file, long offset, RawLayout layout, Residence residence) throws IOException {
        if (offset > Files.size(file) - layout.bytes()) {
            throw new EOFException();
        }
        if (residence == Residence.ON_DISK || !Limits.isSmall(layout.bytes())) {
            return new RawVoxels(layout, () -> new OnDisk(file, offset));
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            return ofStream(in, layout);
        }
    }

    /**
     * Voxels from a stream, kept in memory.
     *
     * @param in stands at the first value; memory grows with what it gives, so that a false length costs nothing
     * @throws IOException where it ends too early
     * @throws UserError where they do not fit the memory
     */
    public static RawVoxels ofStream(InputStream in, RawLayout layout) throws IOException {
        long bytes = layout.bytes();
        Limits.requireFits(bytes);
        List<byte[]> pieces = new ArrayList<>();
        for (long rest = bytes; rest > 0; rest -= PIECE) {
            int wanted = (int) Math.min(PIECE, rest);
            byte[] piece = in.readNBytes(wanted);
            if (piece.length < wanted) {
                throw new EOFException();
            }
            pieces.add(piece);
        }
        InMemory memory = new InMemory(pieces);
        return new RawVoxels(layout, () -> memory);
    }

    @Override
    public double[] read(Region window, int z, int t, int c) {
        VoxelType type = layout.type();
        double[] out = new double[window.size().pixels()];
        long first = z * layout.z() + t * layout.t() + c * layout.c() + window.x() * layout.x();
        int row = (int) ((window.width() - 1) * layout.x() + 1) * type.bytes();
        try (Reading reading = store.open()) {
            int i = 0;
            for (int y = window.y(); y < window.y() + window.height(); y++) {
                ByteBuffer values = reading.read((first + y * layout.y()) * type.bytes(), row)
                        .order(layout.order());
                for (int x = 0; x < window.width(); x++) {
                    out[i++] = type.get(values, (int) (x * layout.x())) * layout.slope() + layout.intercept();
                }
            }
        } catch (IOException e) {
            String why = e instanceof EOFException ? "it has become shorter" : String.valueOf(e.getMessage());
            throw new UserError("Cannot go on reading the volume from its file: " + why + ".", e);
        }
        return out;
    }

    /** Where the bytes are. */
    private interface Store {
        Reading open() throws IOException;
    }

    /** Gives bytes; closed after use. */
    private interface Reading extends AutoCloseable {
        ByteBuffer read(long at, int bytes) throws IOException;

        @Override
        default void close() throws IOException {}
    }

    private record InMemory(List<byte[]> pieces) implements Reading {
        @Override
        public ByteBuffer read(long at, int bytes) {
            int start = (int) (at % PIECE);
            int piece = (int) (at / PIECE);
            if (start + bytes <= PIECE) {
                return ByteBuffer.wrap(pieces.get(piece), start, bytes).slice();
            }
            ByteBuffer out = ByteBuffer.allocate(bytes);
            for (int from = start, next = piece; out.hasRemaining(); from = 0, next++) {
                out.put(pieces.get(next), from, Math.min(out.remaining(), PIECE - from));
            }
            return out.flip();
        }
    }

    private static final class OnDisk implements Reading {
        private final FileChannel channel;
        private final long offset;

        OnDisk(Path file, long offset) throws IOException {
            this.channel = FileChannel.open(file, StandardOpenOption.READ);
            this.offset = offset;
        }

        @Override
        public ByteBuffer read(long at, int bytes) throws IOException {
            ByteBuffer out = ByteBuffer.allocate(bytes);
            while (out.hasRemaining()) {
                int n = channel.read(out, offset + at + out.position());
                if (n < 0) {
                    throw new EOFException();
                }
            }
            return out.flip();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
