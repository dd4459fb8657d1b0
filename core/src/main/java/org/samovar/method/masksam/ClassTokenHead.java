package org.samovar.method.masksam;

import java.util.List;
import org.samovar.method.masksam.MaskSamConfig.Heads;
import org.samovar.nn.Activation;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv3d;
import org.samovar.nn.Init;
import org.samovar.nn.InstanceNorm;
import org.samovar.nn.Layer;
import org.samovar.nn.Mlp;
import org.samovar.nn.Parameter;
import org.samovar.nn.PerAxis;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** The classifier token of each query: one that is learned for all, plus one that is read off the levels of the generator (section 2.4). */
abstract class ClassTokenHead extends Layer {
    private final Parameter global;

    private ClassTokenHead(int width) {
        this.global = learned("global", Init.normal(1), 1, 1, width);
    }

    /**
     * @param channels of all levels together
     * @param width C of a token
     */
    static ClassTokenHead of(Heads form, int channels, int queries, int width, PerAxis kernel) {
        return form == Heads.MLP
                ? new ByMlp(channels, queries, width)
                : new ByConvolution(channels, queries, width, kernel);
    }

    /** Of levels (B, C', D, h, w) what is added for each query, (B D N, 1, C). */
    abstract Tensor own(List<Tensor> levels);

    /** Of levels (B, C', D, h, w) tokens (B D N, 1, C). */
    final Tensor forward(List<Tensor> levels) {
        return Ops.add(own(levels), global.value());
    }

    private static final class ByMlp extends ClassTokenHead {
        private final int width;
        private final Mlp mlp;

        ByMlp(int channels, int queries, int width) {
            super(width);
            this.width = width;
            this.mlp = child("mlp", new Mlp(channels, width, (long) queries * width, 2, Activation.GELU));
        }

        @Override
        Tensor own(List<Tensor> levels) {
            Tensor means = Pooled.of(levels, 1, 1)
                    .reshape(levels.get(0).size(0), -1, levels.get(0).size(2));
            return mlp.forward(means.transpose(1, 2)) // (B, D, N C)
                    .reshape(-1, 1, width);
        }
    }

    private static final class ByConvolution extends ClassTokenHead {
        private static final int ROWS = 16;

        private final int width;
        private final Conv3d convolution;
        private final InstanceNorm norm;

        ByConvolution(int channels, int queries, int width, PerAxis kernel) {
            super(width);
            this.width = width;
            this.convolution = child("conv", new Conv3d(channels, queries, kernel, PerAxis.cube(1), Bias.WITH));
            this.norm = child("norm", new InstanceNorm(queries));
        }

        @Override
        Tensor own(List<Tensor> levels) {
            Tensor cells = convolution.forward(Pooled.of(levels, ROWS, width / ROWS)); // (B, N, D, 16, C / 16)
            return Activation.GELU
                    .apply(norm.forward(cells))
                    .permute(0, 2, 1, 3, 4)
                    .reshape(-1, 1, width); // (B D N, 1, C)
        }
    }
}
