package org.samovar.model.decoder;

import org.samovar.tensor.Tensor;

/**
 * Prompts as the decoder takes them.
 *
 * @param sparse (P, T, C), one token for each point, box corner and padding; T may be 0
 * @param dense (P, C, H, W) from masks, or (1, C, 1, 1) without: it is added to the image embedding
 */
public record PromptEmbedding(Tensor sparse, Tensor dense) {}
