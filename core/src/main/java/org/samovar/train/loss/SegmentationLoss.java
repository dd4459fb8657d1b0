package org.samovar.train.loss;

import java.util.List;
import java.util.stream.IntStream;
import org.samovar.tensor.DType;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * Soft Dice over the classes plus cross entropy (Isensee et al. 2021, nnU-Net: {@code DC_and_CE_loss}). Axis letters: B batch, K classes
 * with the background first, D H W space.
 *
 * @param dice weight of one minus the mean Dice of the classes without the background
 * @param crossEntropy weight of the mean cross entropy of the voxels
 * @param over what the Dice of a class is counted over
 */
public record SegmentationLoss(double dice, double crossEntropy, Over over) {
    private static final double SMOOTH = 1e-5;

    /** What a Dice is counted over. */
    public enum Over {
        /** Each sample by itself, then the mean. */
        SAMPLE,
        /** All voxels of the batch, which is steadier where samples lack classes. */
        BATCH
    }

    /** Equal weights, for volumes: nnU-Net's {@code 3d_fullres}. */
    public static final SegmentationLoss OF_VOLUMES = new SegmentationLoss(1, 1, Over.SAMPLE);

    /** Equal weights, for images: nnU-Net's {@code 2d}. */
    public static final SegmentationLoss OF_IMAGES = new SegmentationLoss(1, 1, Over.BATCH);

    /**
     * The loss of one prediction.
     *
     * @param logits (B, K, D, H, W)
     * @param labels (B, D, H, W) int64
     * @return a scalar
     */
    public Tensor of(Tensor logits, Tensor labels) {
        Tensor wide = logits.type() == DType.FLOAT32 ? logits : Ops.cast(logits, DType.FLOAT32);
        Tensor entropy = NeuralOps.crossEntropy(wide, labels);
        Tensor p = Ops.softmax(wide, 1); // (B, K, D, H, W)
        return Ops.add(Ops.mul(ofDice(p, oneHot(labels, logits.size(1))), dice), Ops.mul(entropy, crossEntropy));
    }

    /**
     * One minus the mean soft Dice of the classes.
     *
     * @param p (B, K, D, H, W), 0 to 1
     * @param truth (B, K, D, H, W), 0 or 1
     * @return a scalar
     */
    public Tensor ofDice(Tensor p, Tensor truth) {
        long classes = p.size(1);
        Tensor found = p.narrow(1, 1, classes - 1);
        Tensor wanted = truth.narrow(1, 1, classes - 1);
        long[] axes = over == Over.SAMPLE ? new long[] {2, 3, 4} : new long[] {0, 2, 3, 4};
        Tensor both = Ops.sum(Ops.mul(found, wanted), Axes.DROPPED, axes); // (B, K - 1) or (K - 1)
        Tensor all = Ops.add(Ops.sum(found, Axes.DROPPED, axes), Ops.sum(wanted, Axes.DROPPED, axes));
        Tensor each = Ops.div(Ops.add(Ops.mul(both, 2), SMOOTH), Ops.add(all, SMOOTH));
        return Ops.add(Ops.neg(Ops.mean(each)), 1);
    }

    /**
     * Deep supervision: the weighted mean of the losses of all levels, each level weighing half of the one before it; labels are read at the
     * centres of coarser voxels.
     *
     * @param levels logits, the finest first, each (B, K, d, h, w)
     * @param labels (B, D, H, W) int64
     * @return a scalar
     */
    public Tensor ofLevels(List<Tensor> levels, Tensor labels) {
        double sum = 2 - Math.pow(0.5, levels.size() - 1);
        Tensor first = levels.get(0);
        Tensor loss = Ops.mul(of(first, at(labels, first)), 1 / sum);
        for (int i = 1; i < levels.size(); i++) {
            Tensor level = levels.get(i);
            loss = Ops.add(loss, Ops.mul(of(level, at(labels, level)), Math.pow(0.5, i) / sum));
        }
        return loss;
    }

    /** Labels (B, D, H, W) as (B, K, D, H, W) of zeros and ones. */
    public static Tensor oneHot(Tensor labels, int classes) {
        return Ops.stack(
                IntStream.range(0, classes)
                        .mapToObj(k -> Ops.cast(Ops.equal(labels, k), DType.FLOAT32))
                        .toList(),
                1);
    }

    /** Labels on the grid of a level. */
    private static Tensor at(Tensor labels, Tensor level) {
        Tensor out = labels;
        for (int axis = 1; axis < 4; axis++) {
            int from = labels.size(axis);
            int to = level.size(axis + 1);
            if (from != to) {
                long[] index = IntStream.range(0, to)
                        .mapToLong(i -> (2L * i + 1) * from / (2L * to))
                        .toArray();
                out = Ops.indexSelect(out, axis, Tensors.of(index, to));
            }
        }
        return out;
    }
}
