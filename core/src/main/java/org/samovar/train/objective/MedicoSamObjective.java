package org.samovar.train.objective;

import java.util.SplittableRandom;
import org.samovar.method.medicosam.MedicoSam;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.train.loss.ChannelDice;
import org.samovar.train.loss.SegmentationLoss;

/**
 * Half of the Dice losses of all classes, the background among them, and half of the cross entropy (paper 004, section 2.4; medico-sam,
 * {@code CustomCombinedLoss}).
 */
final class MedicoSamObjective implements SemanticObjective {
    private static final double DICE_SHARE = 0.5;

    private final MedicoSam network;

    MedicoSamObjective(MedicoSam network) {
        this.network = network;
    }

    @Override
    public Tensor loss(Tensor patches, Tensor labels, SplittableRandom random) {
        Tensor logits = network.logits(patches, Statistics.BATCH); // (B, K, D, H, W)
        Tensor truth = SegmentationLoss.oneHot(labels, network.classes()); // (B, K, D, H, W)
        Tensor dice = Ops.sum(ChannelDice.of(Ops.softmax(logits, 1), truth));
        Tensor entropy = NeuralOps.crossEntropy(logits, labels);
        return Ops.add(Ops.mul(dice, DICE_SHARE), Ops.mul(entropy, 1 - DICE_SHARE));
    }
}
