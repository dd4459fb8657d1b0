package org.samovar.geometry;

/**
 * A point in the pixels of the original image, x to the right and y down. The centre of the top left pixel is (0, 0), as
 * in the official SAM predictors, which add the half pixel themselves.
 *
 * @param x column, finite
 * @param y row, finite
 */
public record ImagePoint(double x, double y) {
    public ImagePoint {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new UserError("The point " + Numbers.list(x, y) + " is not a pair of finite numbers.");
        }
    }

    /** Whether the pixel that holds this point lies in an image of this size. */
    public boolean isInside(Size size) {
        return x >= -0.5 && y >= -0.5 && x < size.width() - 0.5 && y < size.height() - 0.5;
    }

    public ImagePoint plus(double dx, double dy) {
        return new ImagePoint(x + dx, y + dy);
    }

    public double distance(ImagePoint other) {
        return Math.hypot(x - other.x, y - other.y);
    }

    /** {@code x,y}, as the command line takes it. */
    @Override
    public String toString() {
        return Numbers.list(x, y);
    }
}
