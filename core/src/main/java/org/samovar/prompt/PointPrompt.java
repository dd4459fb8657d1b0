package org.samovar.prompt;

import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;

/**
 * A click.
 *
 * @param point where
 * @param polarity on the object or beside it
 */
public record PointPrompt(ImagePoint point, Polarity polarity) implements Prompt {
    public static PointPrompt positive(double x, double y) {
        return new PointPrompt(new ImagePoint(x, y), Polarity.POSITIVE);
    }

    public static PointPrompt negative(double x, double y) {
        return new PointPrompt(new ImagePoint(x, y), Polarity.NEGATIVE);
    }

    @Override
    public PointPrompt within(Region part) {
        return new PointPrompt(point.plus(-part.x(), -part.y()), polarity);
    }

    @Override
    public void requireFits(Size image) {
        requireInside(point, image);
    }

    static void requireInside(ImagePoint p, Size image) {
        if (!p.isInside(image)) {
            throw new UserError("The point " + p + " lies outside the image of " + image + " pixels.");
        }
    }
}
