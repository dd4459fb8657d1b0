package org.samovar.prompt;

import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;

/**
 * A rough mask of the object, of the size of the image and not empty.
 *
 * @param mask of the object
 */
public record MaskPrompt(Mask mask) implements Prompt {
    @Override
    public MaskPrompt within(Region part) {
        return new MaskPrompt(mask.crop(part));
    }

    @Override
    public void requireFits(Size image) {
        if (!mask.size().equals(image)) {
            throw new UserError(
                    "The mask has " + mask.size() + " pixels, but the image has " + image + ".",
                    "A mask prompt must have the size of the image.");
        }
        if (mask.isEmpty()) {
            throw new UserError("The mask prompt has no foreground pixel.");
        }
    }
}
