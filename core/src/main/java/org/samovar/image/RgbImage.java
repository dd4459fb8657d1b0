package org.samovar.image;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;

/**
 * An 8-bit RGB image, what the networks take. Immutable by contract: the array handed in belongs to the image, the one
 * handed out is its own and must not be written.
 */
public final class RgbImage implements Raster {
    private final Size size;
    private final byte[] pixels;

    private RgbImage(Size size, byte[] pixels) {
        if (pixels.length != 3L * size.pixels()) {
            throw new IllegalArgumentException(pixels.length + " bytes for " + size + " RGB pixels");
        }
        this.size = size;
        this.pixels = pixels;
    }

    /**
     * From interleaved bytes.
     *
     * @param pixels height x width x 3 unsigned bytes, row by row, red first; the image keeps the array
     */
    public static RgbImage of(int width, int height, byte[] pixels) {
        return new RgbImage(new Size(width, height), pixels);
    }

    /** A gray image, each value repeated in the three channels. */
    public static RgbImage gray(int width, int height, byte[] gray) {
        byte[] pixels = new byte[Math.multiplyExact(3, gray.length)];
        for (int i = 0; i < gray.length; i++) {
            pixels[3 * i] = gray[i];
            pixels[3 * i + 1] = gray[i];
            pixels[3 * i + 2] = gray[i];
        }
        return of(width, height, pixels);
    }

    @Override
    public Size size() {
        return size;
    }

    /** Height x width x 3 unsigned bytes, row by row, red first: the array itself, not to be written. */
    public byte[] pixels() {
        return pixels;
    }

    /** The value 0 to 255 at column x, row y of channel c (0 red, 1 green, 2 blue). */
    public int get(int x, int y, int c) {
        return pixels[(y * width() + x) * 3 + c] & 0xff;
    }

    /** A copy of a window that lies inside the image. */
    public RgbImage crop(Region window) {
        if (!window.isInside(size)) {
            throw new IllegalArgumentException(window + " is not inside " + size);
        }
        int row = 3 * window.width();
        byte[] out = new byte[row * window.height()];
        for (int y = 0; y < window.height(); y++) {
            int from = 3 * ((window.y() + y) * width() + window.x());
            System.arraycopy(pixels, from, out, y * row, row);
        }
        return of(window.width(), window.height(), out);
    }

    /** Each pixel as a square of pixels. @param factor its side, at least 1 */
    public RgbImage enlarged(int factor) {
        int w = Math.multiplyExact(factor, width());
        int h = Math.multiplyExact(factor, height());
        byte[] out = new byte[Math.multiplyExact(3, new Size(w, h).pixels())];
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int from = 3 * (y / factor * width() + x / factor);
                out[i++] = pixels[from];
                out[i++] = pixels[from + 1];
                out[i++] = pixels[from + 2];
            }
        }
        return of(w, h, out);
    }

    /** The image itself where it is large enough; otherwise its last column and row are repeated to the right and below. */
    public RgbImage atLeast(Size least) {
        int w = Math.max(width(), least.width());
        int h = Math.max(height(), least.height());
        if (w == width() && h == height()) {
            return this;
        }
        byte[] out = new byte[Math.multiplyExact(3, new Size(w, h).pixels())];
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int from = 3 * (Math.min(y, height() - 1) * width() + Math.min(x, width() - 1));
                out[i++] = pixels[from];
                out[i++] = pixels[from + 1];
                out[i++] = pixels[from + 2];
            }
        }
        return of(w, h, out);
    }

    /**
     * Brightness of each pixel, 0 to 255, row by row: ITU-R 601 luma in 16-bit fixed point, rounded, as Pillow's conversion
     * to mode L.
     */
    public byte[] luma() {
        byte[] out = new byte[size.pixels()];
        for (int i = 0; i < out.length; i++) {
            int r = pixels[3 * i] & 0xff;
            int g = pixels[3 * i + 1] & 0xff;
            int b = pixels[3 * i + 2] & 0xff;
            out[i] = (byte) ((r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16);
        }
        return out;
    }

    /** SHA-256 in hexadecimal of width and height (big-endian ints) and the pixels: the key of caches. */
    public String contentHash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    ByteBuffer.allocate(8).putInt(width()).putInt(height()).array());
            return HexFormat.of().formatHex(digest.digest(pixels));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
