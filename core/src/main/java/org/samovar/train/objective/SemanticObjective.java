package org.samovar.train.objective;

import java.util.SplittableRandom;
import org.samovar.tensor.Tensor;

/** What a prompt-free system makes small. */
public interface SemanticObjective {
    /**
     * The loss of a batch.
     *
     * @param patches (B, M, D, H, W), normalised as the network wants it
     * @param labels (B, D, H, W) int64, the class of each voxel, 0 for background
     * @param random for whatever is drawn; two calls with equal ones do the same
     * @return a scalar
     */
    Tensor loss(Tensor patches, Tensor labels, SplittableRandom random);
}
