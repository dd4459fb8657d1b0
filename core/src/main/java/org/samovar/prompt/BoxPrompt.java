package org.samovar.prompt;

import org.samovar.geometry.Box;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;

/**
 * A box around the object; it may reach beyond the image, but not lie outside.
 *
 * @param box where
 */
public record BoxPrompt(Box box) implements Prompt {
    @Override
    public BoxPrompt within(Region part) {
        return new BoxPrompt(
                new Box(box.x0() - part.x(), box.y0() - part.y(), box.x1() - part.x(), box.y1() - part.y()));
    }

    @Override
    public void requireFits(Size image) {
        if (box.clip(image).isEmpty()) {
            throw new UserError("The box " + box + " lies outside the image of " + image + " pixels.");
        }
    }
}
