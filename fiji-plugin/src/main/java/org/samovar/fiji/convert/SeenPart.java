package org.samovar.fiji.convert;

import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.predict.Conversation;
import org.samovar.prompt.PromptSet;

/**
 * Which part of a large image a model sees, so that time and memory do not grow with the image. It follows from the first prompt alone: what is said
 * again is answered again in the same way.
 */
public final class SeenPart {
    /** Images of up to so many pixels are seen as a whole. */
    private static final int LARGEST_WHOLE = 4096 * 4096;

    private static final int SIDE = 2048;
    private static final double AROUND_BOX = 2;

    private SeenPart() {}

    /** @param said at least one prompt */
    public static Region of(Size image, Conversation said) {
        return of(image, Conversation.none().with(said.turns().get(0).prompt()).prompts());
    }

    /** @param prompts at least one */
    public static Region of(Size image, PromptSet prompts) {
        if (prompts.box().isPresent()) {
            return around(image, prompts.box().get());
        }
        ImagePoint first = prompts.points().isEmpty()
                ? prompts.scribbles().get(0).line().get(0)
                : prompts.points().get(0).point();
        return around(image, first);
    }

    public static Region around(Size image, ImagePoint click) {
        return around(image, new Box(click.x(), click.y(), click.x() + 1, click.y() + 1));
    }

    private static Region around(Size image, Box box) {
        if (image.pixels() <= LARGEST_WHOLE) {
            return image.region();
        }
        int side = (int) Math.max(SIDE, Math.ceil(AROUND_BOX * Math.max(box.width(), box.height())));
        return Region.square(box.center(), side, image);
    }
}
