package org.samovar.image.io.tiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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
    private static final int SHORT = 3;
    private static final int LONG = 4;

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
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 'I').put((byte) 'I').putShort((short) 42);
        header.putInt((int) (HEADER_BYTES + dataBytes + padding));
        out.write(header.array());
        for (byte[] strip : strips) {
            out.write(strip);
        }
        out.write(new byte[(int) padding]);
        out.write(new Directory(width, height, bits, samples, rowsPerStrip, strips)
                .bytes((int) (HEADER_BYTES + dataBytes + padding)));
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

    /** The only page's fields, which stand behind the data. */
    private record Directory(int width, int height, int bits, int samples, int rowsPerStrip, List<byte[]> strips) {
        private static final int ENTRIES = 11;

        byte[] bytes(int start) {
            int n = strips.size();
            int bitsAt = start + 2 + 12 * ENTRIES + 4;
            int offsetsAt = bitsAt + (samples > 1 ? 2 * samples : 0);
            int lengthsAt = offsetsAt + (n > 1 ? 4 * n : 0);
            int end = lengthsAt + (n > 1 ? 4 * n : 0);
            ByteBuffer out = ByteBuffer.allocate(end - start).order(ByteOrder.LITTLE_ENDIAN);
            out.putShort((short) ENTRIES);
            entry(out, 256, LONG, 1, width);
            entry(out, 257, LONG, 1, height);
            entry(out, 258, SHORT, samples, samples > 1 ? bitsAt : bits);
            entry(out, 259, SHORT, 1, 8); // Deflate
            entry(out, 262, SHORT, 1, samples > 1 ? 2 : 1); // RGB or black is zero
            entry(out, 273, LONG, n, n > 1 ? offsetsAt : HEADER_BYTES);
            entry(out, 277, SHORT, 1, samples);
            entry(out, 278, LONG, 1, rowsPerStrip);
            entry(out, 279, LONG, n, n > 1 ? lengthsAt : strips.get(0).length);
            entry(out, 284, SHORT, 1, 1); // interleaved
            entry(out, 339, SHORT, 1, 1); // unsigned
            out.putInt(0);
            for (int i = 0; i < samples && samples > 1; i++) {
                out.putShort((short) bits);
            }
            if (n > 1) {
                int at = HEADER_BYTES;
                for (byte[] strip : strips) {
                    out.putInt(at);
                    at += strip.length;
                }
                strips.forEach(strip -> out.putInt(strip.length));
            }
            return out.array();
        }

        private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
            out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
        }
    }
}
