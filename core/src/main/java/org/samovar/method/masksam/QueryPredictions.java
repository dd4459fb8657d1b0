package org.samovar.method.masksam;

import java.util.List;
import java.util.Optional;
import org.samovar.tensor.Tensor;

/**
 * What MaskSAM says of the queries of B D slices, in float32.
 *
 * @param classes logits (B D, N, K + 1), the last one for no object
 * @param masks logits (B D, N, H, W)
 * @param auxiliaryMasks logits of the prompt generator's masks (B D, N, h, w), the finest first with the size of the patch; empty where masks
 *     are not learned
 * @param boxes the prompt generator's (B D, N, 4), x0, y0, x1, y1 as shares of the slice; absent where boxes are not learned
 */
public record QueryPredictions(Tensor classes, Tensor masks, List<Tensor> auxiliaryMasks, Optional<Tensor> boxes) {
    public QueryPredictions {
        auxiliaryMasks = List.copyOf(auxiliaryMasks);
    }
}
