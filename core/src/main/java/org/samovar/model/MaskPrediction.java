package org.samovar.model;

import java.util.Optional;
import org.samovar.tensor.Tensor;

/**
 * Masks of P prompts, K for each: 1 for {@link MaskOutput#SINGLE}, 3 for {@link MaskOutput#MULTI}.
 *
 * @param logits (P, K, 4H, 4W) for an embedding of (H, W); above 0 is foreground
 * @param iou (P, K), the network's own estimate of each mask's IoU
 * @param objectScore (P, 1), a logit that is above 0 where the object is in the image; for networks that have one
 */
public record MaskPrediction(Tensor logits, Tensor iou, Optional<Tensor> objectScore) {}
