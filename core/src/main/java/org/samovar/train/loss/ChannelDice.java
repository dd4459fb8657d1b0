package org.samovar.train.loss;

import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;

/**
 * One minus the Dice of each channel, counted over all places of a batch, with squares in the denominator (torch-em, {@code
 * loss/dice.py}, {@code DiceLoss}): what MedicoSAM and micro-sam learn classes and instances by.
 */
public final class ChannelDice {
    private static final double EPSILON = 1e-7;

    private ChannelDice() {}

    /**
     * The losses of the channels.
     *
     * @param found (B, C, ...), 0 to 1
     * @param target of the same shape, 0 to 1
     * @return (C)
     */
    public static Tensor of(Tensor found, Tensor target) {
        Tensor p = found.reshape(found.size(0), found.size(1), -1); // (B, C, N)
        Tensor t = target.reshape(p.shape()); // (B, C, N)
        Tensor both = Ops.sum(Ops.mul(p, t), Axes.DROPPED, 0, 2); // (C)
        Tensor squares =
                Ops.add(Ops.sum(Ops.mul(p, p), Axes.DROPPED, 0, 2), Ops.sum(Ops.mul(t, t), Axes.DROPPED, 0, 2)); // (C)
        return Ops.add(Ops.neg(Ops.div(Ops.mul(both, 2), Ops.clamp(squares, EPSILON, Float.MAX_VALUE))), 1); // (C)
    }
}
