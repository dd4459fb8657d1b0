package org.samovar.image.io.tiff;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.samovar.image.io.jdk.JdkDecoder;

/** Strips and tiles that are packed by JPEG (Adobe, "TIFF Technical Note 2"), which may share their tables. */
final class JpegSegments {
    private static final JdkDecoder DECODER = new JdkDecoder("jpeg");

    /** Bytes of the marks at the beginning and the end of a JPEG. */
    private static final int MARK = 2;

    private JpegSegments() {}

    /** Whether pixels are gray or coloured of 8 bits, all samples of one beside each other. */
    static boolean knows(TiffDirectory page) {
        boolean isGray = page.photometric() == TiffDirectory.BLACK_IS_ZERO && page.samples() == 1;
        return page.bits() == 8 && page.format() == 1 && (isGray || (isColour(page) && !page.isPlanar()));
    }

    private static boolean isColour(TiffDirectory page) {
        return page.isColour() && page.samples() == 3;
    }

    /**
     * The samples of a segment; red, green and blue where it is coloured.
     *
     * @param bytes least length of the result
     * @throws EOFException when it has fewer rows
     */
    static byte[] unpack(byte[] packed, TiffDirectory page, int bytes) throws IOException {
        byte[] out = DECODER.samples(
                whole(page.jpegTables(), packed), page.segmentWidth(), page.segmentHeight(), page.samples());
        if (out.length < bytes) {
            throw new EOFException();
        }
        if (page.photometric() == TiffDirectory.YCC) {
            toRgb(out);
        }
        return out;
    }

    /** One JPEG of shared tables and what uses them. */
    private static byte[] whole(byte[] tables, byte[] packed) {
        if (tables.length < 2 * MARK || packed.length < MARK) {
            return packed;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(tables.length + packed.length);
        out.write(tables, 0, tables.length - MARK);
        out.write(packed, MARK, packed.length - MARK);
        return out.toByteArray();
    }

    /** ITU-R T.871, in 16-bit fixed point, rounded, as the decoders of others do it. */
    private static void toRgb(byte[] pixels) {
        for (int i = 0; i < pixels.length; i += 3) {
            int y = pixels[i] & 0xff;
            int blue = (pixels[i + 1] & 0xff) - 128;
            int red = (pixels[i + 2] & 0xff) - 128;
            pixels[i] = clipped(y + ((91881 * red + 0x8000) >> 16));
            pixels[i + 1] = clipped(y + ((-22554 * blue - 46802 * red + 0x8000) >> 16));
            pixels[i + 2] = clipped(y + ((116130 * blue + 0x8000) >> 16));
        }
    }

    private static byte clipped(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
