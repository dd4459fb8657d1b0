package org.samovar.geometry;

/**
 * A window of whole pixels: columns x to x + width - 1, rows y to y + height - 1.
 *
 * @param x leftmost column
 * @param y topmost row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Region(int x, int y, int width, int height) {
    public Region {
        if (width < 1 || height < 1) {
            throw new UserError("A region of " + width + " x " + height + " pixels is empty.");
        }
    }

    public Size size() {
        return new Size(width, height);
    }

    public Box box() {
        return new Box(x, y, x + (double) width, y + (double) height);
    }

    public boolean isInside(Size size) {
        return x >= 0 && y >= 0 && (long) x + width <= size.width() && (long) y + height <= size.height();
    }
}
