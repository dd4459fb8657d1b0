package org.samovar.image;

import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;

/**
 * One of the scales at which a slide is stored.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param downsample side of the square of pixels of level 0 that one pixel stands for, at least 1; not always a whole number
 */
public record SlideLevel(int width, int height, double downsample) {
    public SlideLevel {
        if (width < 1 || height < 1 || !(downsample >= 1 && Double.isFinite(downsample))) {
            throw new UserError("A level of " + width + " x " + height + " pixels, reduced by " + downsample
                    + ", cannot be one of a slide.");
        }
    }

    /** The finest level of a slide. */
    public static SlideLevel finest(int width, int height) {
        return new SlideLevel(width, height, 1);
    }

    /**
     * A level of the slide that this is the finest one of, for files that do not say how far it is reduced: by a whole number where both sides are what
     * programs make of it, whether they round up or down; otherwise by the mean of both sides.
     */
    public SlideLevel reducedTo(int toWidth, int toHeight) {
        double mean = (width / (double) toWidth + height / (double) toHeight) / 2;
        double whole = Math.rint(mean);
        boolean isWhole = Math.abs(toWidth * whole - width) < whole && Math.abs(toHeight * whole - height) < whole;
        return new SlideLevel(toWidth, toHeight, Math.max(1, isWhole ? whole : mean));
    }

    /** Whether all pixels of a window are in this level. */
    public boolean contains(Region window) {
        return window.x() >= 0
                && window.y() >= 0
                && (long) window.x() + window.width() <= width
                && (long) window.y() + window.height() <= height;
    }

    /** {@code 640 x 480}, as in messages. */
    public String size() {
        return width + " x " + height;
    }
}
