package org.samovar.prompt;

import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;

/**
 * A box around the object; it may reach beyond the image, but not lie outside.
 *
 * @param box where
 */
public record BoxPrompt(Box box) implements Prompt {
    @Override
    public void requireFits(Size image) {
        if (box.clip(image).isEmpty()) {
            throw new UserError("The box " + box + " lies outside the image of " + image + " pixels.");
        }
    }
}
