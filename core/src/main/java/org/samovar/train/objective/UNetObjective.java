package org.samovar.train.objective;

import java.util.SplittableRandom;
import org.samovar.method.unet.UNetSystem;
import org.samovar.tensor.Tensor;
import org.samovar.train.loss.SegmentationLoss;

/** Dice and cross entropy with deep supervision (Isensee et al. 2021, nnU-Net). */
final class UNetObjective implements SemanticObjective {
    private final UNetSystem network;
    private final SegmentationLoss loss;

    UNetObjective(UNetSystem network) {
        this.network = network;
        this.loss = network.patch().isFlat() ? SegmentationLoss.OF_IMAGES : SegmentationLoss.OF_VOLUMES;
    }

    @Override
    public Tensor loss(Tensor patches, Tensor labels, SplittableRandom random) {
        return loss.ofLevels(network.logits(patches), labels);
    }
}
