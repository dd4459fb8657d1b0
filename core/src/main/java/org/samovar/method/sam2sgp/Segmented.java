package org.samovar.method.sam2sgp;

import org.samovar.tensor.Tensor;

/**
 * What was found on B images.
 *
 * @param pseudoMask logits of the first decoder, (B, 1, S, S)
 * @param logits of the answer, (B, 1, S, S); above 0 is foreground. The same tensor where nothing refines the first
 */
public record Segmented(Tensor pseudoMask, Tensor logits) {}
