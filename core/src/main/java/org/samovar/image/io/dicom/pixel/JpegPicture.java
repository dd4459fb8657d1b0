package org.samovar.image.io.dicom.pixel;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.samovar.image.io.dicom.data.TransferSyntax;
import org.samovar.image.io.jdk.JdkDecoder;
import org.samovar.image.io.jpeg.JpegSegments;
import org.samovar.image.io.jpeg.JpegSegments.Storage;

/** Frames packed by JPEG with 8 bits a sample. */
final class JpegPicture {
    private static final JdkDecoder DECODER = new JdkDecoder("jpeg");
    /** The last of the processes that keep 8 bits by cosines and Huffman codes. */
    private static final int PROGRESSIVE = 2;
    /** Pixels that one byte can stand for at best: a block of 64 takes at least two bits. */
    private static final int BEST = 256;

    private JpegPicture() {}

    /**
     * The raw samples of a frame, colours as red, green and blue.
     *
     * @return a plane for each sample
     * @throws org.samovar.geometry.UserError where it is a kind of JPEG that Java does not read
     */
    static int[][] decode(byte[] picture, PixelFormat format, TransferSyntax syntax) throws IOException {
        JpegSegments found = JpegSegments.requireSound(new ByteArrayInputStream(picture));
        if (found.bits() != Byte.SIZE || found.process() > PROGRESSIVE) {
            throw syntax.unread(found.bits() + "-bit JPEG of process SOF" + found.process());
        }
        if (found.width() != format.size().width()
                || found.height() != format.size().height()
                || found.components() != format.samples()) {
            throw new IOException("a frame of it has another size than it says");
        }
        if (format.size().pixels() > (long) BEST * picture.length) {
            throw new EOFException();
        }
        int[][] planes = samples(picture);
        boolean isYbr = found.storage() == Storage.UNKNOWN ? format.isYbr() : found.storage() == Storage.YBR;
        if (format.isColour() && isYbr) {
            Ybr.toRgb(planes);
        }
        return planes;
    }

    private static int[][] samples(byte[] picture) throws IOException {
        try {
            return DECODER.samples(picture);
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new IOException("Java cannot decode it", e); // decoders run into damaged data with many exceptions
        }
    }
}
