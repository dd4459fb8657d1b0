package org.samovar.model;

import org.samovar.nn.Layer;
import org.samovar.tensor.Tensor;

/** A network of the SAM family: stateless and differentiable; its results belong to the innermost scope. */
public interface PromptableNetwork {
    /** How an image becomes its input. */
    InputRule input();

    /** Its parameters. */
    Layer layer();

    /**
     * Encodes images.
     *
     * @param pixels (B, 3, size, size), normalised by {@link #input()}
     */
    ImageFeatures encode(Tensor pixels);

    /**
     * Decodes prompts.
     *
     * @param features of one image (shared by all prompts) or of as many images as there are prompts
     */
    MaskPrediction decode(ImageFeatures features, PromptTensors prompts, MaskOutput output);
}
