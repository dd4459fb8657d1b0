package org.samovar.method;

import java.util.List;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;

/**
 * The tight boxes of masks: outside of any graph, as a box has no gradient to its mask.
 *
 * @param corners (..., 4) as x0, y0, x1, y1 at the edges of pixels, in pixels of the masks, float32: the last pixel of a row is x1 - 1; those of
 *     a mask without pixels mean nothing, but are finite
 * @param present whether a mask has pixels (..., 1), booleans
 */
public record MaskBoxes(Tensor corners, Tensor present) {
    /** The boxes of the pixels above 0 of masks or logits (..., H, W). */
    public static MaskBoxes of(Tensor masks) {
        Tensor inside = Ops.cast(Ops.greater(masks.detach(), 0), DType.FLOAT32); // (..., H, W)
        Tensor columns = Ops.max(inside, Axes.DROPPED, -2); // (..., W)
        Tensor rows = Ops.max(inside, Axes.DROPPED, -1); // (..., H)
        Tensor corners = Ops.stack(List.of(start(columns), start(rows), end(columns), end(rows)), -1); // (..., 4)
        return new MaskBoxes(corners, Ops.greater(Ops.max(rows, Axes.KEPT, -1), 0));
    }

    /** Where the first of the places (..., L) that are 1 begins, L where none is: (...). */
    private static Tensor start(Tensor places) {
        return Ops.add(Ops.neg(end(Ops.flip(places, -1))), places.size(-1));
    }

    /** Where the last of the places (..., L) that are 1 ends, 0 where none is: (...). */
    private static Tensor end(Tensor places) {
        Tensor ends = Ops.cumsum(Ops.full(places, 1, places.size(-1)), 0); // 1, 2, ..., L
        return Ops.max(Ops.mul(places, ends), Axes.DROPPED, -1);
    }
}
