package org.samovar.geometry;

/**
 * The size of a 2D image in pixels.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Size(int width, int height) {
    public Size {
        if (width < 1 || height < 1) {
            throw new UserError("An image of " + width + " x " + height + " pixels is empty.");
        }
        if ((long) width * height > Integer.MAX_VALUE - 8) {
            throw new UserError("An image of " + width + " x " + height + " pixels is too large for one array.");
        }
    }

    /** Number of pixels. */
    public int pixels() {
        return width * height;
    }

    public int longestSide() {
        return Math.max(width, height);
    }

    /** The region that covers the whole image. */
    public Region region() {
        return new Region(0, 0, width, height);
    }

    /** {@code 640 x 480}, as in messages. */
    @Override
    public String toString() {
        return width + " x " + height;
    }
}
