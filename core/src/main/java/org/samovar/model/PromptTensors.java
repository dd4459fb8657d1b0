package org.samovar.model;

import java.util.Optional;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * P prompts for the decoder; coordinates in pixels of the network's input, x then y, not shifted to pixel centres.
 *
 * @param points (P, N, 2); absent without points
 * @param labels (P, N): 1 foreground, 0 background, -1 padding, and 2 and 3 for the first and second corner of a box, so that some of the
 *     prompts can have one; present with points
 * @param boxes (P, 4) as x0, y0, x1, y1
 * @param masks logits of an earlier mask (P, 1, 4H, 4W) for an embedding of (H, W)
 */
public record PromptTensors(
        Optional<Tensor> points, Optional<Tensor> labels, Optional<Tensor> boxes, Optional<Tensor> masks) {
    private static final int PADDING = -1;

    public PromptTensors {
        if (points.isPresent() != labels.isPresent()) {
            throw new IllegalArgumentException("Points come with labels");
        }
        if (points.isEmpty() && boxes.isEmpty() && masks.isEmpty()) {
            throw new IllegalArgumentException("At least one of points, boxes and masks is needed");
        }
    }

    /** P prompts that say nothing: a padding point each. */
    public static PromptTensors empty(int prompts) {
        return emptyWith(prompts, Optional.empty());
    }

    /** P prompts that say nothing but an earlier mask. */
    public static PromptTensors emptyWith(int prompts, Optional<Tensor> masks) {
        return new PromptTensors(
                Optional.of(Tensors.zeros(prompts, 1, 2)),
                Optional.of(Tensors.full(PADDING, prompts, 1)),
                Optional.empty(),
                masks);
    }

    /** Number of prompts. */
    public int count() {
        return points.or(() -> boxes).or(() -> masks).orElseThrow().size(0);
    }
}
