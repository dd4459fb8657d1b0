package org.samovar.evaluate.volume;

import org.samovar.image.RunLengthMask;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PromptSet;

/** Clicks that correct a mask, for what does not remember the mask itself. */
final class Corrections {
    private Corrections() {}

    /** The prompts, with the present mask as one of them where they are clicks alone and there is one. */
    static PromptSet of(PromptSet prompts, RunLengthMask present) {
        boolean haveExtent = prompts.box().isPresent() || prompts.mask().isPresent();
        return haveExtent || present.isEmpty() ? prompts : prompts.with(new MaskPrompt(present.toMask()));
    }
}
