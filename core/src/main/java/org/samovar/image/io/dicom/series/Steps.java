package org.samovar.image.io.dicom.series;

import java.io.IOException;
import java.util.Optional;

/**
 * From pixel to pixel of a frame, in millimetres.
 *
 * @param x to the next column, positive
 * @param y to the next row, positive
 */
public record Steps(double x, double y) {
    private static final double TOLERANCE = 1e-3;

    /** From the numbers of a file, rows first; empty where it has none. */
    static Optional<Steps> of(double[] spacing) throws IOException {
        if (spacing.length == 0) {
            return Optional.empty();
        }
        if (spacing.length != 2 || !(spacing[0] > 0) || !(spacing[1] > 0)) {
            throw new IOException("the spacing of its pixels is not two positive numbers");
        }
        return Optional.of(new Steps(spacing[1], spacing[0]));
    }

    boolean isLike(Steps other) {
        return Math.abs(x - other.x) < TOLERANCE * x && Math.abs(y - other.y) < TOLERANCE * y;
    }

    /** {@code 0.5 x 0.7 mm}, as in messages. */
    @Override
    public String toString() {
        return x + " x " + y + " mm";
    }
}
