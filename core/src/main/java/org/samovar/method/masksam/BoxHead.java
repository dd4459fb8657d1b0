package org.samovar.method.masksam;

import java.util.List;
import org.samovar.method.masksam.MaskSamConfig.Heads;
import org.samovar.nn.Activation;
import org.samovar.nn.Conv3d;
import org.samovar.nn.Init;
import org.samovar.nn.InstanceNorm;
import org.samovar.nn.Layer;
import org.samovar.nn.Mlp;
import org.samovar.nn.Parameter;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Reads a box for each query off the levels of the generator: each level is pooled to 2 x 2 cells a slice, and the four cells become the four
 * numbers of a box (section 2.4). The second corner is given as a share of what the first one leaves, so that it is never before it (released
 * code).
 */
abstract class BoxHead extends Layer {
    private static final int CELLS = 2;

    /** @param channels of all levels together */
    static BoxHead of(Heads form, int channels, int queries) {
        return form == Heads.MLP ? new ByMlp(channels, queries) : new ByConvolution(channels, queries);
    }

    /** Of pooled levels (B, C, D, 2, 2) logits (B, N, D, 2, 2). */
    abstract Tensor logits(Tensor pooled);

    /** Of levels (B, C, D, h, w) boxes (B D, N, 4): x0, y0, x1, y1 as shares of the slice. */
    final Tensor forward(List<Tensor> levels) {
        Tensor shares = Ops.sigmoid(logits(Pooled.of(levels, CELLS, CELLS))); // (B, N, D, 2, 2)
        Tensor numbers = shares.permute(0, 2, 1, 3, 4)
                .reshape((long) shares.size(0) * shares.size(2), shares.size(1), 2, 2); // (B D, N, corner, axis)
        Tensor first = numbers.select(2, 0); // (B D, N, 2)
        Tensor rest = Ops.add(Ops.neg(first), 1);
        Tensor second = Ops.add(first, Ops.mul(rest, numbers.select(2, 1)));
        return Ops.cat(List.of(first, second), 2); // (B D, N, 4)
    }

    /** An MLP of the channels, which knows by a learned vector each cell's number in the box. */
    private static final class ByMlp extends BoxHead {
        private final Parameter cells;
        private final Mlp mlp;

        ByMlp(int channels, int queries) {
            this.cells = learned("cells", Init.normal(0.02), CELLS, CELLS, channels);
            this.mlp = child("mlp", new Mlp(channels, channels, queries, 2, Activation.GELU));
        }

        @Override
        Tensor logits(Tensor pooled) {
            Tensor perCell = Ops.add(pooled.permute(0, 2, 3, 4, 1), cells.value()); // (B, D, 2, 2, C)
            return mlp.forward(perCell).permute(0, 4, 1, 2, 3); // (B, N, D, 2, 2)
        }
    }

    private static final class ByConvolution extends BoxHead {
        private final Conv3d convolution;
        private final InstanceNorm norm;

        ByConvolution(int channels, int queries) {
            this.convolution = child("conv", Conv3d.pointwise(channels, queries));
            this.norm = child("norm", new InstanceNorm(queries));
        }

        @Override
        Tensor logits(Tensor pooled) {
            return norm.forward(convolution.forward(pooled));
        }
    }
}
