package org.samovar.image.io.jpeg;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The segments of a JPEG picture (ITU-T T.81, annex B): a decoder fills what is cut off with gray, so the end is looked for
 * first.
 *
 * @param process how it is coded, the number behind SOF in the standard: 0 for baseline
 * @param bits of a sample
 * @param height in pixels
 * @param width in pixels
 * @param components of a pixel
 * @param storage of colours as far as it says so
 */
public record JpegSegments(int process, int bits, int height, int width, int components, Storage storage) {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xcf;
    private static final int JFIF = 0xe0;
    private static final int ADOBE = 0xee;
    private static final int ADOBE_LENGTH = 12;
    private static final int FRAME_LENGTH = 6;

    /** What three components stand for. */
    public enum Storage {
        /** It does not say. */
        UNKNOWN,
        /** Red, green and blue. */
        RGB,
        /** Brightness and two differences of colours. */
        YBR
    }

    /**
     * Looks through a picture to its end.
     *
     * @param stream stands at its beginning
     * @throws IOException when it is cut off, or holds no picture
     */
    public static JpegSegments requireSound(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
        try {
            in.skipNBytes(2);
            JpegSegments found = beforeScan(in);
            int marker = marker(in);
            while (marker != END_OF_IMAGE) {
                marker = marker(in);
            }
            return found;
        } catch (EOFException e) {
            throw new IOException("the file is cut off", e);
        }
    }

    private static JpegSegments beforeScan(DataInputStream in) throws IOException {
        byte[] frame = {};
        int process = 0;
        Storage storage = Storage.UNKNOWN;
        int marker = marker(in);
        while (marker != START_OF_SCAN) {
            if (marker == END_OF_IMAGE) {
                throw new IOException("there is no picture in it");
            }
            byte[] segment = in.readNBytes(Math.max(0, in.readUnsignedShort() - 2));
            if (isFrame(marker)) {
                frame = segment;
                process = marker - FIRST_FRAME;
            }
            storage = storage == Storage.UNKNOWN ? storage(marker, segment) : storage;
            marker = marker(in);
        }
        if (frame.length < FRAME_LENGTH) {
            throw new IOException("there is no picture in it");
        }
        ByteBuffer of = ByteBuffer.wrap(frame);
        return new JpegSegments(
                process, of.get(0), of.getShort(1) & 0xffff, of.getShort(3) & 0xffff, of.get(5) & 0xff, storage);
    }

    /** Three markers of the range define tables. */
    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME && marker <= LAST_FRAME && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static Storage storage(int marker, byte[] segment) {
        if (marker == ADOBE && segment.length >= ADOBE_LENGTH) {
            return segment[ADOBE_LENGTH - 1] == 0 ? Storage.RGB : Storage.YBR;
        }
        if (isFrame(marker) && segment.length >= FRAME_LENGTH + 9) {
            boolean isNamed = segment[FRAME_LENGTH] == 'R'
                    && segment[FRAME_LENGTH + 3] == 'G'
                    && segment[FRAME_LENGTH + 6] == 'B';
            return isNamed ? Storage.RGB : Storage.UNKNOWN;
        }
        return marker == JFIF ? Storage.YBR : Storage.UNKNOWN;
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
