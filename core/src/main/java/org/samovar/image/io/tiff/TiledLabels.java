package org.samovar.image.io.tiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.samovar.geometry.Spacing;
import org.samovar.image.io.LabelChunks;
import org.samovar.image.io.tiff.TiffEntries.Form;
import org.samovar.io.AtomicFiles;

/** Writes labels that are larger than memory as BigTIFF: one page of 32 bits in tiles packed with Deflate, the empty ones once. */
public final class TiledLabels {
    private static final int BITS = 32;
    private static final int RESOLUTION_UNIT = 296;

    private TiledLabels() {}

    /**
     * Writes a file.
     *
     * @param spacing of the pixels; files say how many pixels there are in its unit
     * @throws org.samovar.geometry.UserError when it cannot be written, or a chunk not be read
     */
    public static void write(LabelChunks labels, Spacing spacing, Path file) {
        AtomicFiles.writePlaced(file, channel -> encode(labels, spacing, channel));
    }

    /** The tiles, then the directory, then the header, which says where the directory is. */
    private static void encode(LabelChunks labels, Spacing spacing, FileChannel out) throws IOException {
        int columns = (labels.width() - 1) / labels.side() + 1;
        int rows = (labels.height() - 1) / labels.side() + 1;
        long[] offsets = new long[Math.multiplyExact(columns, rows)];
        long[] lengths = new long[offsets.length];
        long end = Form.BIG.headerBytes();
        int empty = -1;
        for (int i = 0; i < offsets.length; i++) {
            int[] chunk = labels.chunk(i % columns, i / columns);
            boolean isEmpty = Arrays.stream(chunk).allMatch(label -> label == 0);
            if (isEmpty && empty >= 0) {
                offsets[i] = offsets[empty];
                lengths[i] = lengths[empty];
                continue;
            }
            byte[] packed = packed(chunk);
            put(out, packed, end);
            offsets[i] = end;
            lengths[i] = packed.length;
            end += packed.length;
            empty = isEmpty ? i : empty;
        }
        long directory = end + end % 2;
        TiffEntries entries = new TiffEntries(Form.BIG)
                .longs(TiffDirectory.WIDTH, labels.width())
                .longs(TiffDirectory.HEIGHT, labels.height())
                .shorts(TiffDirectory.BITS, BITS)
                .shorts(TiffDirectory.COMPRESSION, TiffDirectory.DEFLATE)
                .shorts(TiffDirectory.PHOTOMETRIC, TiffDirectory.BLACK_IS_ZERO)
                .shorts(TiffDirectory.SAMPLES, 1)
                .shorts(TiffDirectory.PLANAR, 1)
                .shorts(RESOLUTION_UNIT, 1)
                .longs(TiffDirectory.TILE_WIDTH, labels.side())
                .longs(TiffDirectory.TILE_HEIGHT, labels.side())
                .places(TiffDirectory.TILE_OFFSETS, offsets)
                .places(TiffDirectory.TILE_BYTES, lengths)
                .shorts(TiffDirectory.SAMPLE_FORMAT, 1);
        TiffVolumeWriter.resolution(entries, TiffDirectory.X_RESOLUTION, spacing.x());
        TiffVolumeWriter.resolution(entries, TiffDirectory.Y_RESOLUTION, spacing.y());
        put(out, entries.bytes(directory, 0), directory);
        put(out, Form.BIG.header(directory), 0);
    }

    private static byte[] packed(int... chunk) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(chunk.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(chunk);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes.array());
        }
        return packed.toByteArray();
    }

    private static void put(FileChannel out, byte[] bytes, long place) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer, place + buffer.position());
        }
    }
}
