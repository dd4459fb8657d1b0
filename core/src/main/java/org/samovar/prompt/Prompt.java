package org.samovar.prompt;

import org.samovar.geometry.Size;

/** One thing that a user says about one object, in pixels of the original image. */
public sealed interface Prompt permits PointPrompt, BoxPrompt, MaskPrompt, Scribble {
    /**
     * Checks that the prompt has to do with an image of this size.
     *
     * @throws org.samovar.geometry.UserError when it lies outside or is of another size
     */
    void requireFits(Size image);
}
