package org.samovar.image;

import java.util.Arrays;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;

/**
 * A binary 2D mask. Immutable by contract: the array handed in belongs to the mask, the one handed out is its own and must
 * not be written.
 */
public final class Mask implements Raster {
    private final Size size;
    private final boolean[] pixels;

    private Mask(Size size, boolean[] pixels) {
        if (pixels.length != size.pixels()) {
            throw new IllegalArgumentException(pixels.length + " values for " + size + " pixels");
        }
        this.size = size;
        this.pixels = pixels;
    }

    /** What a pixel is, from its place. */
    @FunctionalInterface
    public interface Rule {
        boolean test(int x, int y);
    }

    /** From values row by row; the mask keeps the array. */
    public static Mask of(int width, int height, boolean[] pixels) {
        return new Mask(new Size(width, height), pixels);
    }

    /** All background. */
    public static Mask empty(Size size) {
        return new Mask(size, new boolean[size.pixels()]);
    }

    /** The pixels for which the rule holds. */
    public static Mask where(Size size, Rule rule) {
        boolean[] pixels = new boolean[size.pixels()];
        for (int y = 0, i = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++, i++) {
                pixels[i] = rule.test(x, y);
            }
        }
        return new Mask(size, pixels);
    }

    /** The pixels whose value (row by row) is greater than the threshold; NaN is background. */
    public static Mask above(int width, int height, float[] values, double threshold) {
        boolean[] pixels = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = values[i] > threshold;
        }
        return of(width, height, pixels);
    }

    /** The pixels whose centre (x + 0.5, y + 0.5 in terms of the box's edges) lies in the box. */
    public static Mask rectangle(Size size, Box box) {
        return where(
                size, (x, y) -> x + 0.5 >= box.x0() && x + 0.5 < box.x1() && y + 0.5 >= box.y0() && y + 0.5 < box.y1());
    }

    @Override
    public Size size() {
        return size;
    }

    public boolean get(int x, int y) {
        return pixels[y * width() + x];
    }

    /** The values row by row: the array itself, not to be written. */
    public boolean[] pixels() {
        return pixels;
    }

    /** Number of foreground pixels. */
    public int area() {
        int n = 0;
        for (boolean p : pixels) {
            n += p ? 1 : 0;
        }
        return n;
    }

    public boolean isEmpty() {
        for (boolean p : pixels) {
            if (p) {
                return false;
            }
        }
        return true;
    }

    /** The smallest region with all foreground pixels; empty when there are none. */
    public Optional<Region> region() {
        int left = width();
        int right = -1;
        int top = -1;
        int bottom = -1;
        for (int y = 0, i = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++, i++) {
                if (pixels[i]) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = top < 0 ? y : top;
                    bottom = y;
                }
            }
        }
        return right < 0 ? Optional.empty() : Optional.of(new Region(left, top, right - left + 1, bottom - top + 1));
    }

    /** The tight box; empty when there is no foreground. */
    public Optional<Box> boundingBox() {
        return region().map(Region::box);
    }

    public Mask and(Mask other) {
        return combine(other, (a, b) -> a && b);
    }

    public Mask or(Mask other) {
        return combine(other, (a, b) -> a || b);
    }

    /** The pixels of this mask that are not in the other. */
    public Mask minus(Mask other) {
        return combine(other, (a, b) -> a && !b);
    }

    public Mask inverse() {
        boolean[] out = new boolean[pixels.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = !pixels[i];
        }
        return new Mask(size, out);
    }

    /** Number of pixels that are foreground in both. */
    public int overlap(Mask other) {
        requireSameSize(other.size);
        int n = 0;
        for (int i = 0; i < pixels.length; i++) {
            n += pixels[i] && other.pixels[i] ? 1 : 0;
        }
        return n;
    }

    /** Intersection over union, 0 to 1; 1 when both are empty. */
    public double iou(Mask other) {
        long common = overlap(other);
        long all = (long) area() + other.area() - common;
        return all == 0 ? 1 : (double) common / all;
    }

    /** A copy of a window that lies inside. */
    public Mask crop(Region window) {
        if (!window.isInside(size)) {
            throw new IllegalArgumentException(window + " is not inside " + size);
        }
        boolean[] out = new boolean[window.width() * window.height()];
        for (int y = 0; y < window.height(); y++) {
            int from = (window.y() + y) * width() + window.x();
            System.arraycopy(pixels, from, out, y * window.width(), window.width());
        }
        return of(window.width(), window.height(), out);
    }

    /** This mask as a part of an image of the given size, at the place of the window that it is a crop of. */
    public Mask paste(Region window, Size image) {
        if (!window.size().equals(size) || !window.isInside(image)) {
            throw new IllegalArgumentException("a mask of " + size + " at " + window + " of " + image);
        }
        boolean[] out = new boolean[image.pixels()];
        for (int y = 0; y < height(); y++) {
            int to = (window.y() + y) * image.width() + window.x();
            System.arraycopy(pixels, y * width(), out, to, width());
        }
        return new Mask(image, out);
    }

    private Mask combine(Mask other, Combination combination) {
        requireSameSize(other.size);
        boolean[] out = new boolean[pixels.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = combination.apply(pixels[i], other.pixels[i]);
        }
        return new Mask(size, out);
    }

    private void requireSameSize(Size other) {
        if (!size.equals(other)) {
            throw new UserError("A mask of " + size + " pixels does not fit one of " + other + ".");
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Mask other && size.equals(other.size) && Arrays.equals(pixels, other.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * size.hashCode() + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "Mask " + size + ", area " + area();
    }

    private interface Combination {
        boolean apply(boolean a, boolean b);
    }
}
