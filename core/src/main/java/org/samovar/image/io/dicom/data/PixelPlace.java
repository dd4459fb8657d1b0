package org.samovar.image.io.dicom.data;

import java.util.List;

/** Where in a file the pixels lie, counted from where its data set begins. */
public sealed interface PixelPlace {
    /**
     * All frames one behind the other as they are.
     *
     * @param offset of the first
     * @param length of all, in bytes
     * @param words whether they are stored as words of 16 bits, which turns neighbouring bytes round in big-endian files
     */
    record Plain(long offset, long length, Unit words) implements PixelPlace {}

    /**
     * Packed pieces.
     *
     * @param pieces of which a frame is one or several
     */
    record Packed(List<Piece> pieces) implements PixelPlace {}

    /** What a plain file counts its pixels in. */
    enum Unit {
        BYTES,
        WORDS
    }

    /**
     * A piece of packed pixels.
     *
     * @param offset of it
     * @param length in bytes
     * @param start its first two bytes, the first in the upper bits; 0 where it is shorter
     */
    record Piece(long offset, int length, int start) {}
}
