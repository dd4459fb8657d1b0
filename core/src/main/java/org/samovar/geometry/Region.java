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

    /** A square around a place, moved into the image and cut where the image is smaller. */
    public static Region square(ImagePoint middle, int side, Size image) {
        int width = Math.min(side, image.width());
        int height = Math.min(side, image.height());
        return new Region(
                start(middle.x(), width, image.width()), start(middle.y(), height, image.height()), width, height);
    }

    private static int start(double middle, int length, int limit) {
        return (int) Math.max(0, Math.min(limit - length, Math.round(middle - length / 2.0)));
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
