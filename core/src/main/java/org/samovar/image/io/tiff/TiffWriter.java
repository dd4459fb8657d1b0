package org.samovar.image.io.tiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.io.ImageWriter;

/** Writes 8-bit RGB and 16 or 32-bit gray TIFF: little-endian, one page, strips packed with Deflate. */
public final class TiffWriter implements ImageWriter {
    private static final int STRIP_BYTES = 1 << 18;
    private static final int HEADER_BYTES = 8;

    @Override
    public Set<String> extensions() {
        return Set.of("tif", "tiff");
    }

    @Override
    public void write(RgbImage image, OutputStream out) throws IOException {
        int row = 3 * image.width();
        encode(image.width(), image.height(), 8, 3, out, (y, buffer) -> buffer.put(image.pixels(), y * row, row));
    }

    @Override
    public void write(LabelMap labels, OutputStream out) throws IOException {
        boolean isWide = labels.maxId() > 0xffff;
        encode(labels.width(), labels.height(), isWide ? 32 : 16, 1, out, (y, buffer) -> {
            for (int x = 0; x < labels.width(); x++) {
                if (isWide) {
                    buffer.putInt(labels.get(x, y));
                } else {
                    buffer.putShort((short) labels.get(x, y));
                }
            }
        });
    }

    private interface Rows {
        void put(int y, ByteBuffer buffer);
    }

    private static void encode(int width, int height, int bits, int samples, OutputStream out, Rows rows)
            throws IOException {
        int rowBytes = width * samples * bits / 8;
        int rowsPerStrip = Math.min(height, Math.max(1, STRIP_BYTES / rowBytes));
        List<byte[]> strips = new ArrayList<>();
        long dataBytes = 0;
        for (int y = 0; y < height; y += rowsPerStrip) {
            byte[] strip = strip(y, Math.min(height, y + rowsPerStrip), rowBytes, rows);
            strips.add(strip);
            dataBytes += strip.length;
        }
        long padding = dataBytes % 2;
        if (dataBytes > Integer.MAX_VALUE) {
            throw new IOException("a TIFF file cannot hold " + dataBytes + " bytes");
        }
        long directory = HEADER_BYTES + dataBytes + padding;
        out.write(TiffEntries.Form.CLASSIC.header(directory));
        for (byte[] strip : strips) {
            out.write(strip);
        }
        out.write(new byte[(int) padding]);
        long[] offsets = new long[strips.size()];
        long[] lengths = new long[strips.size()];
        long at = HEADER_BYTES;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            lengths[i] = strips.get(i).length;
            at += lengths[i];
        }
        int[] eachBits = new int[samples];
        Arrays.fill(eachBits, bits);
        TiffEntries entries = new TiffEntries(TiffEntries.Form.CLASSIC)
                .longs(TiffDirectory.WIDTH, width)
                .longs(TiffDirectory.HEIGHT, height)
                .shorts(TiffDirectory.BITS, eachBits)
                .shorts(TiffDirectory.COMPRESSION, TiffDirectory.DEFLATE)
                .shorts(TiffDirectory.PHOTOMETRIC, samples > 1 ? TiffDirectory.RGB : TiffDirectory.BLACK_IS_ZERO)
                .longs(TiffDirectory.STRIP_OFFSETS, offsets)
                .shorts(TiffDirectory.SAMPLES, samples)
                .longs(TiffDirectory.STRIP_ROWS, rowsPerStrip)
                .longs(TiffDirectory.STRIP_BYTES, lengths)
                .shorts(TiffDirectory.PLANAR, 1)
                .shorts(TiffDirectory.SAMPLE_FORMAT, 1);
        out.write(entries.bytes(directory, 0));
    }

    private static byte[] strip(int from, int to, int rowBytes, Rows rows) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((to - from) * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = from; y < to; y++) {
            rows.put(y, buffer);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(buffer.array());
        }
        return packed.toByteArray();
    }
}
