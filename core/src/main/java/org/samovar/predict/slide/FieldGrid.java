package org.samovar.predict.slide;

import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;

/**
 * The fields of a plane: squares beside each other from its upper left corner on, cut at its right and lower edge. A network sees a field
 * with what lies around it, its window.
 *
 * @param width of the plane in pixels
 * @param height of the plane
 * @param side of a field, at least 16
 * @param halo pixels around a field that belong to its window, at least 1 and at most its side; objects up to twice as wide are seen
 *     whole by one window
 */
public record FieldGrid(int width, int height, int side, int halo) {
    private static final int LEAST = 16;
    private static final int MOST = 1 << 13;

    public FieldGrid {
        if (side < LEAST || side > MOST) {
            throw new UserError("A field has a side of " + LEAST + " to " + MOST + " pixels, not " + side + ".");
        }
        if (halo < 1 || halo > side) {
            throw new UserError(
                    "The halo of fields of " + side + " pixels is 1 to " + side + " pixels wide, not " + halo + ".");
        }
    }

    public int columns() {
        return (width - 1) / side + 1;
    }

    public int rows() {
        return (height - 1) / side + 1;
    }

    /** The pixels that are of a field alone. */
    public Region core(int column, int row) {
        return part(column, row, 0);
    }

    /** The pixels that the network sees of a field. */
    public Region window(int column, int row) {
        return part(column, row, halo);
    }

    private Region part(int column, int row, int around) {
        int left = Math.max(0, column * side - around);
        int top = Math.max(0, row * side - around);
        int right = (int) Math.min(width, (column + 1L) * side + around);
        int bottom = (int) Math.min(height, (row + 1L) * side + around);
        return new Region(left, top, right - left, bottom - top);
    }
}
