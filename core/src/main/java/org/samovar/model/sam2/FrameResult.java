package org.samovar.model.sam2;

import org.samovar.model.MaskPrediction;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * P objects on a frame.
 *
 * @param candidates every mask that the decoder offered, as it made them
 * @param logits the masks chosen, (P, 1, 4H, 4W); {@link FrameStep#ABSENT} everywhere for an object that is not on the frame
 * @param iou (P, 1), the network's own estimate of the IoU of the chosen masks
 * @param objectScore (P, 1), a logit that is above 0 where the object is on the frame
 * @param pointer (P, D), by which later frames find the object
 * @param memory (P, M, H, W), what later frames remember of this one
 */
public record FrameResult(
        MaskPrediction candidates, Tensor logits, Tensor iou, Tensor objectScore, Tensor pointer, Tensor memory) {
    /** The result of object p alone, (1, ...); views. */
    public FrameResult of(int p) {
        MaskPrediction own = new MaskPrediction(
                candidates.logits().narrow(0, p, 1),
                candidates.iou().narrow(0, p, 1),
                candidates.objectScore().map(score -> score.narrow(0, p, 1)));
        return new FrameResult(
                own,
                logits.narrow(0, p, 1),
                iou.narrow(0, p, 1),
                objectScore.narrow(0, p, 1),
                pointer.narrow(0, p, 1),
                memory.narrow(0, p, 1));
    }

    /** Hands all tensors to the scope around the given one. */
    FrameResult keep(Scope scope) {
        candidates.objectScore().ifPresent(scope::keep);
        for (Tensor tensor :
                new Tensor[] {candidates.logits(), candidates.iou(), logits, iou, objectScore, pointer, memory}) {
            scope.keep(tensor);
        }
        return this;
    }
}
