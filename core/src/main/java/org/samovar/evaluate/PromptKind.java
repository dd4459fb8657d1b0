package org.samovar.evaluate;

import java.util.Locale;
import org.samovar.image.Mask;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PromptSet;

/** What the simulated user draws on an image or a slice. */
public enum PromptKind {
    /** The tight box of the object. */
    BOX {
        @Override
        public PromptSet of(Mask object) {
            return PromptSet.of(new BoxPrompt(object.boundingBox().orElseThrow()));
        }
    },
    /** A click on its deepest point. */
    CLICK {
        @Override
        public PromptSet of(Mask object) {
            return PromptSet.of(SimulatedClicks.into(object));
        }
    },
    /** All of its pixels. */
    MASK {
        @Override
        public PromptSet of(Mask object) {
            return PromptSet.of(new MaskPrompt(object));
        }
    };

    /** The prompts for what is seen of an object, at least one pixel. */
    public abstract PromptSet of(Mask object);

    /** As the command line takes it and reports name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
