package org.samovar.model;

import java.util.Optional;
import org.samovar.tensor.Tensor;

/**
 * What a method gives to the mask decoder beside prompts.
 *
 * @param tokens after all others, (1 or P, X, C)
 * @param positions to add to those of the cells, (1 or P, C, H, W)
 */
public record DecoderExtras(Optional<Tensor> tokens, Optional<Tensor> positions) {
    /** Nothing. */
    public static DecoderExtras none() {
        return new DecoderExtras(Optional.empty(), Optional.empty());
    }
}
