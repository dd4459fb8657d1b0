package org.samovar.image.io.jpeg;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The segments of a JPEG file (ITU-T T.81, annex B): a decoder fills what is cut off with gray, so the end is looked for
 * first.
 */
final class JpegSegments {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    private JpegSegments() {}

    /** @throws IOException when the file is cut off */
    static void requireSound(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            in.skipNBytes(2);
            int marker = marker(in);
            while (marker != START_OF_SCAN) {
                if (marker == END_OF_IMAGE) {
                    throw new IOException("there is no picture in it");
                }
                in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
                marker = marker(in);
            }
            while (marker != END_OF_IMAGE) {
                marker = marker(in);
            }
        } catch (EOFException e) {
            throw new IOException("the file is cut off", e);
        }
    }

    /** The next marker; in coded data, 0xff and 0 stand for the byte 0xff. */
    private static int marker(DataInputStream in) throws IOException {
        int last = 0;
        while (true) {
            int next = in.readUnsignedByte();
            if (last == 0xff && next != 0 && next != 0xff) {
                return next;
            }
            last = next;
        }
    }
}
