package org.samovar.train.loss;

import org.samovar.tensor.DType;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;

/** How far masks are from what they should be. Axis letters: P prompts, K candidates, H W space. */
public enum MaskLoss {
    /**
     * Dice, plus binary cross entropy, plus binary cross entropy with object and background weighed equally: what {@code samovar-nano}
     * learns from. The balanced term keeps small objects from vanishing, the plain one keeps probabilities honest.
     */
    BALANCED {
        @Override
        Tensor each(Tensor logits, Tensor target) {
            Tensor p = Ops.sigmoid(logits);
            Tensor both = Ops.sum(Ops.mul(p, target), Axes.DROPPED, 2, 3); // (P, K)
            Tensor all = Ops.add(Ops.sum(p, Axes.DROPPED, 2, 3), Ops.sum(target, Axes.DROPPED, 2, 3)); // (P, K)
            Tensor dice = Ops.add(Ops.neg(Ops.div(Ops.add(Ops.mul(both, 2), 1), Ops.add(all, 1))), 1); // (P, K)
            Tensor entropy = NeuralOps.binaryCrossEntropy(logits, target.expand(logits.shape())); // (P, K, H, W)
            Tensor inside = weighted(entropy, target); // (P, K)
            Tensor outside = weighted(entropy, Ops.add(Ops.neg(target), 1)); // (P, K)
            Tensor balanced = Ops.mul(Ops.add(inside, outside), 0.5);
            return Ops.add(Ops.add(dice, balanced), Ops.mean(entropy, Axes.DROPPED, 2, 3));
        }
    },
    /** MedicoSAM's: Dice with squares in the denominator, epsilon 1e-7 (torch_em, {@code dice_score}). */
    SQUARED_DICE {
        @Override
        Tensor each(Tensor logits, Tensor target) {
            Tensor p = Ops.sigmoid(logits);
            Tensor both = Ops.sum(Ops.mul(p, target), Axes.DROPPED, 2, 3); // (P, K)
            Tensor squares = Ops.add(
                    Ops.sum(Ops.mul(p, p), Axes.DROPPED, 2, 3),
                    Ops.sum(Ops.mul(target, target), Axes.DROPPED, 2, 3)); // (P, K)
            return Ops.add(Ops.neg(Ops.div(Ops.mul(both, 2), Ops.clamp(squares, 1e-7, Float.MAX_VALUE))), 1);
        }
    },
    /** MedSAM's (Ma et al. 2024), which MedSAM-2's paper refers to: that Dice plus binary cross entropy, unweighted. */
    DICE_ENTROPY {
        @Override
        Tensor each(Tensor logits, Tensor target) {
            return Ops.add(SQUARED_DICE.each(logits, target), entropy(logits, target.expand(logits.shape())));
        }
    },
    /** MedSAM-2's released code: binary cross entropy that counts foreground twice. */
    DOUBLED_ENTROPY {
        @Override
        Tensor each(Tensor logits, Tensor target) {
            Tensor all = target.expand(logits.shape()); // (P, K, H, W)
            Tensor asForeground = NeuralOps.binaryCrossEntropy(logits, Ops.full(logits, 1, logits.shape()));
            Tensor more = Ops.mean(Ops.mul(asForeground, all), Axes.DROPPED, 2, 3); // (P, K)
            return Ops.add(entropy(logits, all), more);
        }
    };

    /** Mean over the pixels: (P, K). */
    private static Tensor entropy(Tensor logits, Tensor target) {
        return Ops.mean(NeuralOps.binaryCrossEntropy(logits, target), Axes.DROPPED, 2, 3);
    }

    /** Share of the mean over candidates that is added to the loss of the best one, so that none of them dies. */
    private static final double MEAN_SHARE = 0.05;

    /**
     * The loss of each mask.
     *
     * @param logits (P, K, H, W)
     * @param target (P, 1, H, W), 0 to 1
     * @return (P, K)
     */
    abstract Tensor each(Tensor logits, Tensor target);

    /**
     * The loss of a prediction: the least of the candidates' mask losses plus the squared error of the IoU estimates, each meaned over the
     * prompts.
     *
     * @param logits (P, K, H, W)
     * @param iou (P, K), estimated
     * @param target (P, 1, H, W), 0 to 1
     * @return a scalar
     */
    public Tensor of(Tensor logits, Tensor iou, Tensor target) {
        Tensor losses = each(logits, target); // (P, K)
        Tensor mask = Ops.mean(Ops.min(losses, Axes.DROPPED, 1));
        if (logits.size(1) > 1) {
            mask = Ops.add(mask, Ops.mul(Ops.mean(losses), MEAN_SHARE));
        }
        return Ops.add(mask, ofScores(iou, actualIou(logits.detach(), target)));
    }

    /** The mean squared error of estimates of the IoU (P, K), a scalar. */
    public static Tensor ofScores(Tensor iou, Tensor actual) {
        Tensor error = Ops.sub(iou, actual);
        return Ops.mean(Ops.mul(error, error));
    }

    /** The IoU of masks (P, K, H, W), cut at logit 0, with the target (P, 1, H, W), cut at one half: (P, K). */
    public static Tensor actualIou(Tensor logits, Tensor target) {
        Tensor mask = Ops.cast(Ops.greater(logits, 0), DType.FLOAT32);
        Tensor truth = Ops.cast(Ops.greater(target, 0.499), DType.FLOAT32);
        Tensor both = Ops.sum(Ops.mul(mask, truth), Axes.DROPPED, 2, 3); // (P, K)
        Tensor all = Ops.add(Ops.sum(mask, Axes.DROPPED, 2, 3), Ops.sum(truth, Axes.DROPPED, 2, 3)); // (P, K)
        return Ops.div(both, Ops.clamp(Ops.sub(all, both), 1, Float.MAX_VALUE));
    }

    /** The mean of values (P, K, H, W) with weights (P, 1, H, W): (P, K); 0 where there is no weight. */
    private static Tensor weighted(Tensor values, Tensor weights) {
        Tensor sum = Ops.sum(Ops.mul(values, weights), Axes.DROPPED, 2, 3);
        return Ops.div(sum, Ops.clamp(Ops.sum(weights, Axes.DROPPED, 2, 3), 1, Float.MAX_VALUE));
    }
}
