package org.samovar.geometry;

import java.util.Optional;

/**
 * A rectangle in pixels of the original image, never empty. Columns x0 (inclusive) to x1 (exclusive), rows y0 to y1, so
 * that the tight box of a mask has the mask's largest column plus one as its x1, width is x1 - x0, and ImageJ's rectangle
 * (x, y, w, h) is (x, y, x + w, y + h). Networks get the four numbers as they are.
 *
 * @param x0 left edge, finite
 * @param y0 top edge, finite
 * @param x1 right edge, finite, greater than x0
 * @param y1 bottom edge, finite, greater than y0
 */
public record Box(double x0, double y0, double x1, double y1) {
    public Box {
        if (!Double.isFinite(x0) || !Double.isFinite(y0) || !Double.isFinite(x1) || !Double.isFinite(y1)) {
            throw new UserError("The box " + Numbers.list(x0, y0, x1, y1) + " has a corner that is no finite number.");
        }
        if (!(x0 < x1 && y0 < y1)) {
            throw new UserError(
                    "The box " + Numbers.list(x0, y0, x1, y1) + " is empty.",
                    "Give x0,y0,x1,y1 with x1 greater than x0 and y1 greater than y0.");
        }
    }

    /** The box between any two opposite corners; {@link UserError} when they share a column or a row. */
    public static Box between(ImagePoint a, ImagePoint b) {
        return new Box(Math.min(a.x(), b.x()), Math.min(a.y(), b.y()), Math.max(a.x(), b.x()), Math.max(a.y(), b.y()));
    }

    public double width() {
        return x1 - x0;
    }

    public double height() {
        return y1 - y0;
    }

    public double area() {
        return width() * height();
    }

    public ImagePoint center() {
        return new ImagePoint((x0 + x1) / 2, (y0 + y1) / 2);
    }

    /** The common part; empty when the boxes only touch or lie apart. */
    public Optional<Box> intersect(Box other) {
        double left = Math.max(x0, other.x0);
        double top = Math.max(y0, other.y0);
        double right = Math.min(x1, other.x1);
        double bottom = Math.min(y1, other.y1);
        return left < right && top < bottom ? Optional.of(new Box(left, top, right, bottom)) : Optional.empty();
    }

    /** The smallest box that holds both. */
    public Box union(Box other) {
        return new Box(Math.min(x0, other.x0), Math.min(y0, other.y0), Math.max(x1, other.x1), Math.max(y1, other.y1));
    }

    /** Intersection over union of the areas, 0 to 1. */
    public double iou(Box other) {
        double common = intersect(other).map(Box::area).orElse(0.0);
        return common / (area() + other.area() - common);
    }

    /** Width and height times {@code factor} (greater than 0), the centre kept. */
    public Box expand(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("factor " + factor);
        }
        double dx = width() * factor / 2;
        double dy = height() * factor / 2;
        ImagePoint c = center();
        return new Box(c.x() - dx, c.y() - dy, c.x() + dx, c.y() + dy);
    }

    /** The part within an image; empty when nothing is. */
    public Optional<Box> clip(Size size) {
        return intersect(size.region().box());
    }

    /** Whether x0 <= x < x1 and y0 <= y < y1. */
    public boolean contains(ImagePoint p) {
        return p.x() >= x0 && p.x() < x1 && p.y() >= y0 && p.y() < y1;
    }

    /** The pixels of the image that the box touches (edges rounded outwards); empty when it lies outside. */
    public Optional<Region> pixels(Size size) {
        return clip(size).map(b -> {
            int left = (int) Math.floor(b.x0);
            int top = (int) Math.floor(b.y0);
            return new Region(left, top, (int) Math.ceil(b.x1) - left, (int) Math.ceil(b.y1) - top);
        });
    }

    /** {@code x0,y0,x1,y1}, as the command line takes it. */
    @Override
    public String toString() {
        return Numbers.list(x0, y0, x1, y1);
    }
}
