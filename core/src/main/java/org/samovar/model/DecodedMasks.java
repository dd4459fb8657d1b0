package org.samovar.model;

import java.util.Optional;
import org.samovar.tensor.Tensor;

/**
 * Everything that the mask decoder makes of P prompts, float32 but for tokens and maps, which have the type of the products.
 *
 * @param logits the masks of all four mask tokens, (P, 4, 4H, 4W); the first answers prompts that leave no doubt
 * @param iou (P, 4), the network's own estimate of each mask's IoU
 * @param objectScore (P, 1), a logit; for networks that have one
 * @param maskTokens (P, 4, C) after the transformer
 * @param extraTokens (P, X, C), those of {@link DecoderExtras} after the transformer
 * @param image (P, C, H, W) after the transformer
 * @param upscaled (P, C / 8, 4H, 4W), of which the masks are sums over channels
 */
public record DecodedMasks(
        Tensor logits,
        Tensor iou,
        Optional<Tensor> objectScore,
        Tensor maskTokens,
        Tensor extraTokens,
        Tensor image,
        Tensor upscaled) {}
