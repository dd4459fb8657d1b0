package org.samovar.image.io.dicom.pixel;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Frames packed by run lengths (PS3.5, annex G): the bytes of all samples sorted by their place in the sample, the most
 * significant first, each sort packed by itself.
 */
final class RunLengths {
    private static final int HEADER = 64;
    /** The most bytes that one byte of a run stands for. */
    private static final int BEST = 64;

    private RunLengths() {}

    /**
     * The raw samples of a frame.
     *
     * @param depth bytes of a sample
     * @return a plane for each sample
     */
    static int[][] decode(byte[] packed, int pixels, int samples, int depth) throws IOException {
        if (packed.length < HEADER) {
            throw new EOFException();
        }
        ByteBuffer header = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        int segments = samples * depth;
        if (header.getInt(0) != segments) {
            throw new IOException("a frame has " + header.getInt(0) + " parts, where " + segments + " are needed");
        }
        if ((long) pixels * segments > (long) BEST * packed.length) {
            throw new EOFException();
        }
        int[][] out = new int[samples][pixels];
        for (int segment = 0; segment < segments; segment++) {
            int from = header.getInt(Integer.BYTES * (1 + segment));
            if (from < HEADER || from > packed.length) {
                throw new IOException("a part of a frame begins outside of it");
            }
            unpack(packed, from, out[segment / depth]);
        }
        return out;
    }

    /** Moves what is in the plane up by a byte, and puts the next ones below. */
    private static void unpack(byte[] packed, int from, int[] plane) throws IOException {
        int at = from;
        for (int i = 0; i < plane.length; ) {
            if (at + 1 >= packed.length) {
                throw new EOFException();
            }
            int control = packed[at++];
            int end = Math.min(plane.length, i + (control >= 0 ? control + 1 : 1 - control));
            if (control == Byte.MIN_VALUE) {
                continue;
            }
            if (control >= 0 && at + end - i > packed.length) {
                throw new EOFException();
            }
            for (; i < end; i++) {
                plane[i] = plane[i] << Byte.SIZE | packed[at] & 0xff;
                at += control >= 0 ? 1 : 0;
            }
            at += control >= 0 ? 0 : 1;
        }
    }
}
