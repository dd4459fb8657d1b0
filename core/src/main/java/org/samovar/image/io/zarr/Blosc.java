package org.samovar.image.io.zarr;

import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.samovar.geometry.UserError;

/** Unpacks Blosc 1 (C-Blosc, README_CHUNK_FORMAT.rst and blosc.c): blocks, perhaps split and shuffled, each packed alone. */
final class Blosc {
    private static final int HEADER = 16;
    private static final int SHUFFLE = 1;
    private static final int COPY = 2;
    private static final int BIT_SHUFFLE = 4;
    private static final int NO_SPLIT = 16;
    private static final int MOST_SPLITS = 16;
    private static final int SHORTEST_SPLIT = 128;

    private final byte[] packed;
    private final ByteBuffer in;
    private final int flags;
    private final int typeSize;
    private final int blockBytes;
    private final byte[] out;

    private Blosc(byte[] packed, int most) throws IOException {
        this.packed = packed;
        this.in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        if (packed.length < HEADER) {
            throw new EOFException();
        }
        this.flags = packed[2] & 0xff;
        this.typeSize = Math.max(1, packed[3] & 0xff);
        int bytes = in.getInt(4);
        this.blockBytes = in.getInt(8);
        if (bytes < 0 || bytes > most || blockBytes < 1 && bytes > 0) {
            throw new IOException("a chunk has lengths that make no sense");
        }
        this.out = new byte[bytes];
    }

    static byte[] unpack(byte[] packed, int most) throws IOException {
        return new Blosc(packed, most).run();
    }

    private byte[] run() throws IOException {
        if ((flags & COPY) != 0) {
            if (packed.length < HEADER + out.length) {
                throw new EOFException();
            }
            System.arraycopy(packed, HEADER, out, 0, out.length);
            return out;
        }
        for (int block = 0; (long) block * blockBytes < out.length; block++) {
            int to = block * blockBytes;
            byte[] content = block(in.getInt(HEADER + 4 * block), Math.min(blockBytes, out.length - to));
            unshuffle(content, to);
        }
        return out;
    }

    private byte[] block(int start, int bytes) throws IOException {
        boolean isSplit = (flags & NO_SPLIT) == 0
                && typeSize <= MOST_SPLITS
                && blockBytes / typeSize >= SHORTEST_SPLIT
                && bytes == blockBytes;
        int splits = isSplit ? typeSize : 1;
        int each = bytes / splits;
        byte[] content = new byte[bytes];
        int at = start;
        for (int split = 0; split < splits; split++) {
            int length = in.getInt(at);
            if (length < 0 || length > packed.length - at - 4) {
                throw new EOFException();
            }
            unpack(at + 4, length, content, split * each, each);
            at += 4 + length;
        }
        return content;
    }

    private void unpack(int from, int length, byte[] to, int at, int bytes) throws IOException {
        if (length == bytes) {
            System.arraycopy(packed, from, to, at, bytes);
            return;
        }
        int written =
                switch (flags >> 5) {
                    case 0 -> BloscLz.unpack(packed, from, length, to, at, bytes);
                    case 1 -> new Lz4Decompressor().decompress(packed, from, length, to, at, bytes);
                    case 2 -> new SnappyDecompressor().decompress(packed, from, length, to, at, bytes);
                    case 3 -> inflate(from, length, to, at, bytes);
                    case 4 -> new ZstdDecompressor().decompress(packed, from, length, to, at, bytes);
                    default -> throw new UserError("its chunks are packed in a way of Blosc that is not read here");
                };
        if (written != bytes) {
            throw new EOFException();
        }
    }

    private int inflate(int from, int length, byte[] to, int at, int bytes) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed, from, length);
            return inflater.inflate(to, at, bytes);
        } catch (DataFormatException e) {
            throw new IOException("its packed data do not make sense", e);
        } finally {
            inflater.end();
        }
    }

    private void unshuffle(byte[] block, int to) {
        if ((flags & SHUFFLE) != 0 && typeSize > 1) {
            bytesTogether(block, to);
        } else if ((flags & BIT_SHUFFLE) != 0 && block.length / typeSize % 8 == 0) {
            bitsTogether(block, to);
        } else {
            System.arraycopy(block, 0, out, to, block.length);
        }
    }

    /** First come all first bytes of the values, then all second ones; what is less than a value is at the end as it is. */
    private void bytesTogether(byte[] block, int to) {
        int count = block.length / typeSize;
        for (int b = 0; b < typeSize; b++) {
            for (int i = 0; i < count; i++) {
                out[to + i * typeSize + b] = block[b * count + i];
            }
        }
        System.arraycopy(block, count * typeSize, out, to + count * typeSize, block.length - count * typeSize);
    }

    /** First come all lowest bits of the first bytes of the values. */
    private void bitsTogether(byte[] block, int to) {
        int count = block.length / typeSize;
        int row = count / 8;
        for (int b = 0; b < typeSize; b++) {
            for (int bit = 0; bit < 8; bit++) {
                int from = (b * 8 + bit) * row;
                for (int i = 0; i < count; i++) {
                    int set = block[from + i / 8] >> i % 8 & 1;
                    out[to + i * typeSize + b] |= (byte) (set << bit);
                }
            }
        }
        System.arraycopy(block, count * typeSize, out, to + count * typeSize, block.length - count * typeSize);
    }
}
