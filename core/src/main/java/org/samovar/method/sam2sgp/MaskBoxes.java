package org.samovar.method.sam2sgp;

import java.util.List;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** The tight boxes of masks. */
final class MaskBoxes {
    private MaskBoxes() {}

    /**
     * The boxes of the pixels above 0, outside of any graph.
     *
     * @param logits (B, 1, S, S)
     * @return (B, 4) as x0, y0, x1, y1 at the edges of pixels; the whole image for a mask without pixels
     */
    static Tensor of(Tensor logits) {
        Tensor inside = Ops.cast(Ops.greater(logits.detach(), 0), DType.FLOAT32);
        List<Tensor> x = ends(Ops.max(inside, Axes.DROPPED, 1, 2));
        List<Tensor> y = ends(Ops.max(inside, Axes.DROPPED, 1, 3));
        return Ops.cat(List.of(x.get(0), y.get(0), x.get(1), y.get(1)), 1); // (B, 4)
    }

    /** Where the first covered place begins and the last one ends (B, 1), of places that are covered by 1 or by 0 (B, S). */
    private static List<Tensor> ends(Tensor covered) {
        Tensor none = Ops.add(Ops.neg(Ops.max(covered, Axes.KEPT, 1)), 1); // (B, 1)
        Tensor shown = Ops.greater(Ops.add(covered, none), 0); // (B, S)
        Tensor places = Tensors.arange(covered.size(1)); // (S)
        Tensor first = Ops.where(shown, places, Ops.full(places, covered.size(1), 1));
        Tensor last = Ops.where(shown, Ops.add(places, 1), Ops.full(places, 0, 1));
        return List.of(Ops.min(first, Axes.KEPT, 1), Ops.max(last, Axes.KEPT, 1));
    }
}
