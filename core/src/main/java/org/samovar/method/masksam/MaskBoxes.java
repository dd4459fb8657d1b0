package org.samovar.method.masksam;

import java.util.List;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;

/** The boxes of masks: outside of any graph, as a box has no gradient to its mask. */
final class MaskBoxes {
    private MaskBoxes() {}

    /** Tight boxes of masks given by logits (S, N, H, W), cut at 0: (S, N, 4), shares of the slice; that of an empty mask is the fallback's. */
    static Tensor of(Tensor logits, Tensor fallback) {
        Tensor mask = Ops.cast(Ops.greater(logits.detach(), 0), DType.FLOAT32); // (S, N, H, W)
        Tensor rows = Ops.max(mask, Axes.DROPPED, 3); // (S, N, H)
        Tensor columns = Ops.max(mask, Axes.DROPPED, 2); // (S, N, W)
        Tensor box = Ops.stack(List.of(first(columns), first(rows), end(columns), end(rows)), 2); // (S, N, 4)
        Tensor isThere = Ops.greater(Ops.max(rows, Axes.KEPT, 2), 0); // (S, N, 1)
        return Ops.where(isThere, box, fallback);
    }

    /** The start of the first of the cells (S, N, L) that are 1, as a share of all: (S, N). */
    private static Tensor first(Tensor cells) {
        return Ops.add(Ops.neg(end(Ops.flip(cells, 2))), 1);
    }

    /** The end of the last of the cells (S, N, L) that are 1, as a share of all: (S, N). */
    private static Tensor end(Tensor cells) {
        return Ops.mul(Ops.max(Ops.mul(cells, ordinals(cells)), Axes.DROPPED, 2), 1.0 / cells.size(2));
    }

    /** 1, 2, ..., L. */
    private static Tensor ordinals(Tensor cells) {
        return Ops.cumsum(Ops.full(cells, 1, cells.size(2)), 0);
    }
}
