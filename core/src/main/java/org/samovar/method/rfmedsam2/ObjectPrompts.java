package org.samovar.method.rfmedsam2;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samovar.method.MaskBoxes;
import org.samovar.method.SliceMaps;
import org.samovar.model.PromptTensors;
import org.samovar.tensor.DType;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * What SAM 2 is told of each class on each slice, from masks of all classes: a voxel is of the class with the largest logit.
 *
 * <p>A class that is not on a slice has no box and no centre, but padding in their place, by which SAM 2 knows a prompt that says nothing
 * ("no object (-1)", section 3.4.1); its mask prompt, if masks are told, still says how unlikely it is where.
 */
final class ObjectPrompts {
    private static final int PADDING = -1;
    private static final int FOREGROUND = 1;
    private static final int FIRST_CORNER = 2;
    private static final int SECOND_CORNER = 3;
    /** Probabilities are kept this far from 0 and 1. */
    private static final double LEAST = 1e-4;

    private final Prompts kind;
    private final int enlargement;

    ObjectPrompts(Prompts kind, int enlargement) {
        this.kind = kind;
        this.enlargement = enlargement;
    }

    /**
     * The prompts of all objects.
     *
     * @param logits (B, K, D, H, W)
     * @param masks logits on the grid of mask prompts (P, 1, 4h, 4w)
     */
    PromptTensors of(Tensor logits, Tensor masks) {
        Tensor objects = objects(logits.detach()); // (P, H, W)
        Optional<Tensor> told = kind == Prompts.BOXES_AND_MASKS ? Optional.of(masks) : Optional.empty();
        return switch (kind) {
            case BOXES, BOXES_AND_MASKS -> boxes(objects, told);
            case POINTS -> centres(objects);
            case NONE -> PromptTensors.empty(objects.size(0));
        };
    }

    /** Which voxels are of each object: (B, K, D, H, W) to (P, H, W) of ones and zeros. */
    private static Tensor objects(Tensor logits) {
        Tensor classes = Ops.argmax(logits, 1); // (B, D, H, W)
        List<Tensor> each = IntStream.range(1, logits.size(1))
                .mapToObj(k -> Ops.cast(Ops.equal(classes, k), DType.FLOAT32))
                .toList();
        return Ops.stack(each, 2).reshape(-1, logits.size(3), logits.size(4)); // (B D (K - 1), H, W)
    }

    private PromptTensors boxes(Tensor objects, Optional<Tensor> masks) {
        MaskBoxes found = MaskBoxes.of(objects);
        Tensor edges = Ops.mul(found.corners(), enlargement).reshape(-1, 2, 2); // (P, 2, 2)
        Tensor pixels = Ops.sub(edges, Tensors.of(new float[] {0, 1}, 2, 1)); // the last pixel ends at the box's edge
        Tensor corners = Tensors.of(new float[] {FIRST_CORNER, SECOND_CORNER}, 1, 2);
        Tensor labels = orPadding(found.present(), corners); // (P, 2)
        return new PromptTensors(Optional.of(pixels), Optional.of(labels), Optional.empty(), masks);
    }

    private PromptTensors centres(Tensor objects) {
        Tensor columns = Ops.sum(objects, Axes.DROPPED, 1); // (P, W)
        Tensor rows = Ops.sum(objects, Axes.DROPPED, 2); // (P, H)
        Tensor area = Ops.sum(columns, Axes.KEPT, 1); // (P, 1)
        Tensor sums = Ops.stack(List.of(moment(columns), moment(rows)), 1); // (P, 2)
        Tensor centre = Ops.div(sums, Ops.clamp(area, 1, Float.MAX_VALUE)); // (P, 2)
        Tensor enlarged = Ops.add(Ops.mul(centre, enlargement), (enlargement - 1) / 2.0);
        Tensor labels = orPadding(Ops.greater(area, 0), Tensors.full(FOREGROUND, 1, 1)); // (P, 1)
        return new PromptTensors(
                Optional.of(enlarged.unsqueeze(1)), Optional.of(labels), Optional.empty(), Optional.empty());
    }

    private static Tensor moment(Tensor lines) {
        return Ops.sum(Ops.mul(lines, Tensors.arange(lines.size(1))), Axes.DROPPED, 1); // (P)
    }

    private static Tensor orPadding(Tensor present, Tensor labels) {
        return Ops.where(present, labels, Tensors.full(PADDING, 1, 1));
    }

    /**
     * How much more likely than not each pixel is of each object, from the U-Net's classes.
     *
     * @param logits (B, K, D, H, W)
     * @param height 4h, of mask prompts
     * @param width 4w
     * @return logits (P, 1, 4h, 4w)
     */
    static Tensor logOdds(Tensor logits, int height, int width) {
        int objects = logits.size(1) - 1;
        Tensor p = SliceMaps.of(Ops.softmax(logits, 1).narrow(1, 1, objects)); // (B D, K - 1, H, W)
        Tensor resized = NeuralOps.resize(p, Interpolation.BILINEAR_ANTIALIAS, height, width); // (B D, K - 1, 4h, 4w)
        Tensor inside = Ops.clamp(resized, LEAST, 1 - LEAST);
        Tensor odds = Ops.sub(Ops.log(inside), Ops.log(Ops.add(Ops.neg(inside), 1)));
        return odds.reshape(-1, 1, height, width);
    }
}
