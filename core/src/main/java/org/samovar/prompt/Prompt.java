package org.samovar.prompt;

import org.samovar.geometry.Region;
import org.samovar.geometry.Size;

/** One thing that a user says about one object, in pixels of the original image. */
public sealed interface Prompt permits PointPrompt, BoxPrompt, MaskPrompt, Scribble {
    /**
     * Checks that the prompt has to do with an image of this size.
     *
     * @throws org.samovar.geometry.UserError when it lies outside or is of another size
     */
    void requireFits(Size image);

    /** The same about a part of the image, in its pixels; what the part leaves out lies outside of it. */
    Prompt within(Region part);
}
