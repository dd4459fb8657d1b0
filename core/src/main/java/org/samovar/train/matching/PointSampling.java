package org.samovar.train.matching;

import java.util.List;
import java.util.SplittableRandom;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * At which points masks are compared (PointRend, Kirillov et al. 2020; Mask2Former, Cheng et al. 2022): random ones, of which a loss takes
 * mostly those where the prediction is in doubt. Points are x, y from -1 to 1, as {@link NeuralOps#gridSample} has them.
 *
 * @param count L, points of a mask; 0 for every pixel
 * @param oversampling as many times more points are drawn than are chosen for their doubt
 * @param importance share of the points that are chosen for their doubt
 */
public record PointSampling(int count, double oversampling, double importance) {
    public PointSampling {
        if (count < 0 || oversampling < 1 || importance < 0 || importance > 1) {
            throw new IllegalArgumentException(
                    count + " points, of " + oversampling + " times as many " + importance + " chosen");
        }
    }

    /** All pixels, one after the other. */
    public static PointSampling everyPixel() {
        return new PointSampling(0, 1, 0);
    }

    /** Whether masks of this many pixels are compared as a whole. */
    boolean isWhole(long pixels) {
        return count == 0 || count >= pixels;
    }

    /** Points anywhere, the same for all masks: (1, L, 2). */
    Tensor anywhere(SplittableRandom random) {
        return drawn(count, random);
    }

    /**
     * Points for each mask, mostly where it is in doubt. All masks choose from the same random points.
     *
     * @param logits (M, 1, h, w)
     * @return (M, L, 2), outside of any graph
     */
    Tensor doubtful(Tensor logits, SplittableRandom random) {
        int chosen = (int) Math.round(count * importance);
        try (Scope scope = Scope.inference()) {
            Tensor candidates = drawn((int) Math.round(count * oversampling), random); // (1, L', 2)
            Tensor certainty = Ops.abs(at(logits, candidates).squeeze(1)); // (M, L')
            Tensor index = Ops.topK(Ops.neg(certainty), chosen, 1).get(1); // (M, chosen)
            Tensor wide = index.unsqueeze(2).expand(-1, -1, 2);
            Tensor doubtful = Ops.gather(candidates.expand(logits.size(0), -1, -1), 1, wide); // (M, chosen, 2)
            Tensor others = drawn(count - chosen, random).expand(logits.size(0), -1, -1);
            return scope.keep(Ops.cat(List.of(doubtful, others), 1));
        }
    }

    /** The values of maps (B, C, h, w) at points (1 or B, L, 2), bilinear: (B, C, L). */
    static Tensor at(Tensor maps, Tensor points) {
        Tensor grid = points.unsqueeze(1).expand(maps.size(0), -1, -1, -1); // (B, 1, L, 2)
        return NeuralOps.gridSample(maps, grid).squeeze(2);
    }

    /** All values of maps (B, C, h, w), those of finer ones averaged to h x w: (B, C, h w). */
    static Tensor whole(Tensor maps, int h, int w) {
        if (maps.size(2) == h && maps.size(3) == w) {
            return maps.reshape(maps.size(0), maps.size(1), -1);
        }
        Tensor cells = maps.reshape(maps.size(0), maps.size(1), h, maps.size(2) / h, w, maps.size(3) / w);
        return Ops.mean(cells, Axes.DROPPED, 3, 5).reshape(maps.size(0), maps.size(1), -1);
    }

    private static Tensor drawn(int count, SplittableRandom random) {
        float[] values = new float[2 * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return Tensors.of(values, 1, count, 2);
    }
}
