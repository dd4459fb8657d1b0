package org.samovar.nn;

/**
 * A whole number for each axis of a volume (D, H, W): the width of a kernel, a stride, a size.
 *
 * @param depth across slices, at least 1
 * @param height across rows, at least 1
 * @param width across columns, at least 1
 */
public record PerAxis(int depth, int height, int width) {
    public PerAxis {
        if (depth < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(depth + " x " + height + " x " + width + " is not positive");
        }
    }

    /** The same along each axis. */
    public static PerAxis cube(int side) {
        return new PerAxis(side, side, side);
    }

    /** Within slices only: 1 across them. */
    public static PerAxis plane(int side) {
        return new PerAxis(1, side, side);
    }

    /** How many there are of what it measures. */
    public long volume() {
        return (long) depth * height * width;
    }

    long[] lengths() {
        return new long[] {depth, height, width};
    }
}
