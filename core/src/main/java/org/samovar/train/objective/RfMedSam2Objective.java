package org.samovar.train.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.method.rfmedsam2.RfMedSam2;
import org.samovar.method.rfmedsam2.Step;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;
import org.samovar.train.loss.SegmentationLoss;

/**
 * What RFMedSAM 2 learns by (appendix G): cross entropy and Dice of each step, those of the U-Net with deep supervision, summed up. The paper is
 * silent on the weights of the steps: all are 1. Where object scores count, so does the cross entropy of each.
 */
public final class RfMedSam2Objective implements SemanticObjective {
    private final RfMedSam2 network;
    private final SegmentationLoss loss = SegmentationLoss.OF_VOLUMES;

    public RfMedSam2Objective(RfMedSam2 network) {
        this.network = network;
    }

    @Override
    public Tensor loss(Tensor patches, Tensor labels, SplittableRandom random) {
        Optional<Integer> few = network.options().refined();
        int depth = labels.size(1);
        int count = Math.min(depth, few.orElse(depth));
        int first = count == depth ? 0 : random.nextInt(depth - count + 1);
        RfMedSam2.Outcome outcome = few.isPresent() ? network.run(patches, first, count) : network.run(patches);
        Tensor refined =
                few.isPresent() ? labels.narrow(0, 0, 1).narrow(1, first, count) : labels; // (1 or B, S or D, H, W)
        List<Tensor> losses = new ArrayList<>(List.of(loss.ofLevels(outcome.generated(), labels)));
        for (Step step : outcome.steps().subList(1, outcome.steps().size())) {
            losses.add(loss.of(step.logits(), refined));
            step.objectScore().ifPresent(score -> losses.add(ofPresence(score, refined)));
        }
        return Ops.sum(Ops.stack(losses, 0));
    }

    /** Scores (B, K - 1, D) of the classes that are on slices of labels (B, D, H, W). */
    private static Tensor ofPresence(Tensor score, Tensor labels) {
        int objects = score.size(1);
        Tensor truth = SegmentationLoss.oneHot(labels, objects + 1).narrow(1, 1, objects); // (B, K - 1, D, H, W)
        return Ops.mean(NeuralOps.binaryCrossEntropy(score, Ops.max(truth, Axes.DROPPED, 3, 4)));
    }
}
