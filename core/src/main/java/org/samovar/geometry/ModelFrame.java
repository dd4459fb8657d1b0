package org.samovar.geometry;

/**
 * Maps between the pixels of an image and those of a network's square input, which sees a window of the image: the whole
 * of it, or a crop around the prompts.
 *
 * <p>Coordinates are multiplied by the ratio of the sizes, without a half-pixel shift, as {@code
 * ResizeLongestSide.apply_coords} (segment-anything) and {@code SAM2Transforms.transform_coords} (sam2) do.
 *
 * @param window the part of the image that the network sees
 * @param side of the network's input in pixels
 * @param fit how the window fills the input
 */
public record ModelFrame(Region window, int side, Fit fit) {
    public ModelFrame {
        if (side < 1) {
            throw new IllegalArgumentException("side " + side);
        }
    }

    /** The frame of a whole image. */
    public static ModelFrame of(Size image, int side, Fit fit) {
        return new ModelFrame(image.region(), side, fit);
    }

    /** The part of the input that holds pixels of the window; what lies right of it and below is padding. */
    public Size content() {
        if (fit == Fit.STRETCH) {
            return new Size(side, side);
        }
        double scale = (double) side / Math.max(window.width(), window.height());
        return new Size(rounded(window.width() * scale), rounded(window.height() * scale));
    }

    /** Input pixels per image pixel along x. */
    public double scaleX() {
        return (double) content().width() / window.width();
    }

    /** Input pixels per image pixel along y. */
    public double scaleY() {
        return (double) content().height() / window.height();
    }

    public ModelPoint toModel(ImagePoint p) {
        return new ModelPoint((p.x() - window.x()) * scaleX(), (p.y() - window.y()) * scaleY());
    }

    public ModelBox toModel(Box b) {
        ModelPoint a = toModel(new ImagePoint(b.x0(), b.y0()));
        ModelPoint c = toModel(new ImagePoint(b.x1(), b.y1()));
        return new ModelBox(a.x(), a.y(), c.x(), c.y());
    }

    public ImagePoint toImage(ModelPoint p) {
        return new ImagePoint(p.x() / scaleX() + window.x(), p.y() / scaleY() + window.y());
    }

    /** @throws UserError when the box is empty */
    public Box toImage(ModelBox b) {
        ImagePoint a = toImage(new ModelPoint(b.x0(), b.y0()));
        ImagePoint c = toImage(new ModelPoint(b.x1(), b.y1()));
        return new Box(a.x(), a.y(), c.x(), c.y());
    }

    /** Half up and at least one pixel, where the official code would make a line vanish. */
    private static int rounded(double length) {
        return Math.max(1, (int) (length + 0.5));
    }
}
