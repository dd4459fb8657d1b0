package org.samovar.image.io;

import java.util.function.IntUnaryOperator;
import org.samovar.image.Image;

/** Palette images as pictures, for readers of formats that have them. */
public final class IndexedPixels {
    private IndexedPixels() {}

    /**
     * The picture that a palette makes of indices: gray where all colours are, RGB otherwise.
     *
     * @param indices row by row
     * @param palette the colour of an index as 0xRRGGBB; what stands above is ignored
     */
    public static Image toImage(int width, int height, int[] indices, IntUnaryOperator palette) {
        byte[] rgb = new byte[Math.multiplyExact(3, indices.length)];
        byte[] gray = new byte[indices.length];
        boolean isGray = true;
        for (int i = 0; i < indices.length; i++) {
            int colour = palette.applyAsInt(indices[i]);
            rgb[3 * i] = (byte) (colour >> 16);
            rgb[3 * i + 1] = (byte) (colour >> 8);
            rgb[3 * i + 2] = (byte) colour;
            gray[i] = rgb[3 * i];
            isGray &= rgb[3 * i] == rgb[3 * i + 1] && rgb[3 * i] == rgb[3 * i + 2];
        }
        return isGray ? Image.gray(width, height, gray) : Image.rgb(width, height, rgb);
    }
}
