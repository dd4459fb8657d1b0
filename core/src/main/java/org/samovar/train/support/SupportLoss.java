package org.samovar.train.support;

import org.samovar.method.sam2sgp.Segmented;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;

/** How far masks are from what they should be. Axis letters: B masks, S side of the input. */
public enum SupportLoss {
    /**
     * Equation 9: Dice and binary cross entropy of the answer, and the divergence of the pseudo-mask from the answer, so that the first
     * decoder learns to find what the second one does. Its weight falls from one half.
     */
    PAPER {
        @Override
        Tensor of(Segmented found, Tensor target, double weight) {
            Tensor own = Ops.mul(truth(found.logits(), target), 1 - weight);
            return found.logits() == found.pseudoMask() ? own : Ops.add(own, Ops.mul(divergence(found), weight));
        }
    },
    /** Without the divergence. */
    WITHOUT_DIVERGENCE {
        @Override
        Tensor of(Segmented found, Tensor target, double weight) {
            return truth(found.logits(), target);
        }
    },
    /** What the released code makes small: the cross entropy, whose weight rises. */
    RELEASED {
        @Override
        Tensor of(Segmented found, Tensor target, double weight) {
            return Ops.mul(entropy(found.logits(), target), 1 - weight);
        }
    };

    /** Of the divergence in the first epoch. */
    private static final double FIRST_WEIGHT = 0.5;
    /** What is left of it after each. */
    private static final double KEPT_WEIGHT = 0.95;

    /** The weight of the divergence in an epoch, counted from 0. */
    static double weight(long epoch) {
        return FIRST_WEIGHT * Math.pow(KEPT_WEIGHT, epoch);
    }

    /**
     * The loss of masks.
     *
     * @param target (B, 1, S, S), 1 on the object, 0 elsewhere
     * @param weight of the divergence
     * @return a scalar
     */
    abstract Tensor of(Segmented found, Tensor target, double weight);

    private static Tensor truth(Tensor logits, Tensor target) {
        return Ops.add(dice(logits, target), entropy(logits, target));
    }

    /** One minus the mean Dice of masks, smoothed by a pixel. */
    private static Tensor dice(Tensor logits, Tensor target) {
        Tensor p = Ops.sigmoid(logits);
        Tensor both = Ops.sum(Ops.mul(p, target), Axes.DROPPED, 1, 2, 3); // (B)
        Tensor all = Ops.add(Ops.sum(p, Axes.DROPPED, 1, 2, 3), Ops.sum(target, Axes.DROPPED, 1, 2, 3)); // (B)
        Tensor dice = Ops.div(Ops.add(Ops.mul(both, 2), 1), Ops.add(all, 1)); // (B)
        return Ops.add(Ops.neg(Ops.mean(dice)), 1);
    }

    /** The mean binary cross entropy, in which pixels of the object count twice. */
    private static Tensor entropy(Tensor logits, Tensor target) {
        Tensor plain = NeuralOps.binaryCrossEntropy(logits, target);
        return Ops.mean(Ops.sub(plain, Ops.mul(target, Ops.logSigmoid(logits))));
    }

    /** The mean over pixels of KL(answer || pseudo-mask); the answer is the teacher and learns nothing from it. */
    private static Tensor divergence(Segmented found) {
        Tensor teacher = found.logits().detach();
        Tensor probability = Ops.sigmoid(teacher);
        Tensor crossed = NeuralOps.binaryCrossEntropy(found.pseudoMask(), probability);
        Tensor own = NeuralOps.binaryCrossEntropy(teacher, probability);
        return Ops.mean(Ops.sub(crossed, own));
    }
}
