package org.samovar.geometry;

/**
 * The distance between neighbouring pixels along each axis.
 *
 * @param x between columns, positive
 * @param y between rows, positive
 * @param z between slices, positive; 1 in a 2D image
 * @param unit of all three, as the source names it; {@code pixel} where it is not calibrated
 */
public record Spacing(double x, double y, double z, String unit) {
    /** Every distance is one pixel. */
    public static final Spacing PIXELS = new Spacing(1, 1, 1, "pixel");

    public Spacing {
        if (!isPositive(x) || !isPositive(y) || !isPositive(z)) {
            throw new UserError("The pixel spacing " + Numbers.list(x, y, z) + " is not positive.");
        }
    }

    /** Of a 2D image. */
    public static Spacing of(double x, double y, String unit) {
        return new Spacing(x, y, 1, unit);
    }

    private static boolean isPositive(double value) {
        return value > 0 && Double.isFinite(value);
    }
}
