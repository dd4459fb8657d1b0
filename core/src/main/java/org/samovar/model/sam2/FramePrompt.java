package org.samovar.model.sam2;

import org.samovar.model.PromptTensors;
import org.samovar.tensor.Tensor;

/** What is said about P objects on a frame. */
public sealed interface FramePrompt {
    /** Nothing: they are to be found again from memory. */
    record None() implements FramePrompt {}

    /**
     * The boxes that they had on a frame nearby, as a hint of where to find them again: for networks that were trained to be told so
     * ({@code samovar-nano}), the published ones were not.
     *
     * @param tensors prompts with boxes at the places of this frame
     */
    record Nearby(PromptTensors tensors) implements FramePrompt {}

    /** Points, boxes and earlier logits. */
    record Hints(PromptTensors tensors) implements FramePrompt {}

    /**
     * The masks themselves.
     *
     * @param masks (P, 1, S, S), the size of the network's input: 1 on the object, 0 elsewhere
     */
    record Given(Tensor masks) implements FramePrompt {}

    /** Whether a user said it; otherwise the objects are to be found from memory. */
    default boolean isFromUser() {
        return this instanceof Hints || this instanceof Given;
    }
}
