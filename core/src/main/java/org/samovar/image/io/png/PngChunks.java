package org.samovar.image.io.png;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.samovar.image.io.Limits;

/**
 * The chunks of a PNG file (W3C PNG, third edition, section 5), which the JDK takes on trust: their lengths and checksums,
 * and that the last one is there.
 */
final class PngChunks {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private PngChunks() {}

    static boolean isSignature(byte[] head) {
        return head.length >= SIGNATURE.length
                && Arrays.equals(SIGNATURE, 0, SIGNATURE.length, head, 0, SIGNATURE.length);
    }

    /** @throws IOException when the file is cut off or a checksum is wrong */
    static void requireSound(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            in.skipNBytes(SIGNATURE.length);
            byte[] buffer = new byte[1 << 14];
            String type = "";
            while (!type.equals("IEND")) {
                type = chunk(in, buffer, type.isEmpty());
            }
        } catch (EOFException e) {
            throw new IOException("the file is cut off", e);
        }
    }

    private static String chunk(DataInputStream in, byte[] buffer, boolean isFirst) throws IOException {
        long left = in.readInt() & 0xffffffffL;
        in.readFully(buffer, 0, 4);
        String type = new String(buffer, 0, 4, StandardCharsets.ISO_8859_1);
        if (isFirst && !(type.equals("IHDR") && left == 13)) {
            throw new IOException("the header is missing");
        }
        CRC32 crc = new CRC32();
        crc.update(buffer, 0, 4);
        while (left > 0) {
            int n = (int) Math.min(left, buffer.length);
            in.readFully(buffer, 0, n);
            crc.update(buffer, 0, n);
            left -= n;
        }
        if (isFirst) {
            Limits.requireFits(bigEndian(buffer, 0), bigEndian(buffer, 4), 1);
        }
        if ((in.readInt() & 0xffffffffL) != crc.getValue()) {
            throw new IOException("the checksum of a chunk is wrong");
        }
        return type;
    }

    private static long bigEndian(byte[] bytes, int at) {
        long value = 0;
        for (int i = at; i < at + 4; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }
}
