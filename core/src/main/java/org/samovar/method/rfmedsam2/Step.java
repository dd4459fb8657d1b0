package org.samovar.method.rfmedsam2;

import java.util.List;
import java.util.Optional;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * What a step found.
 *
 * @param logits (B, K, D, H, W), float32. Those of steps 1 and 2 are SAM 2's masks beside a background of 0, so that a voxel is of a class where
 *     its mask has a logit above 0 that is the largest; the paper does not say how masks become classes
 * @param objectScore logits of the presence of each class but the background on each slice, (B, K - 1, D), where they count
 */
public record Step(Tensor logits, Optional<Tensor> objectScore) {
    /** A logit that leaves no class to an absent object. */
    private static final double ABSENT = -1024;

    /** The logits without the objects that are not there. */
    public Tensor shown() {
        return objectScore
                .map(score -> {
                    Tensor present = Ops.greater(score, 0).unsqueeze(-1).unsqueeze(-1); // (B, K - 1, D, 1, 1)
                    Tensor objects = logits.narrow(1, 1, logits.size(1) - 1L);
                    Tensor kept = Ops.where(present, objects, Ops.full(objects, ABSENT, 1));
                    return Ops.cat(List.of(logits.narrow(1, 0, 1), kept), 1);
                })
                .orElse(logits);
    }

    /** The classes of each voxel, as {@link org.samovar.method.SemanticNetwork#probabilities}. */
    public Tensor probabilities() {
        return Ops.softmax(shown(), 1);
    }
}
