package org.samovar.nn.adapt;

import java.util.Optional;
import org.samovar.nn.Init;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Parameter;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Lets each channel see its neighbours within the slice and across slices: a depthwise convolution of 3 x 3 x 3 (1 x 3 x 3 in images), a norm
 * of the channels, GELU, and a skip connection (MaskSAM, section 2.5 and figure 3 (a); the middle of RFMedSAM 2's DWConvAdapter).
 */
public final class DepthwiseMixing extends Insert {
    private static final int KERNEL = 3;

    private final Slices slices;
    private final int channels;
    private final int taps;
    private final Parameter weight;
    private final Parameter bias;
    private final LayerNorm norm;

    public DepthwiseMixing(int channels, Slices slices) {
        this.slices = slices;
        this.channels = channels;
        this.taps = slices.depth() == 1 ? 1 : KERNEL;
        Init init = Init.fanIn((long) taps * KERNEL * KERNEL);
        this.weight = factor("conv.weight", init, channels, 1, taps, KERNEL, KERNEL);
        this.bias = learned("conv.bias", init, channels);
        this.norm = child("norm", new LayerNorm(channels));
    }

    /** (B D Q, H, W, C) to the same. */
    @Override
    public Tensor forward(Tensor x) {
        return Ops.add(x, Ops.gelu(norm.forward(convolved(x))));
    }

    /** NB: as many convolutions of slices as the kernel is deep take half of the time of one in three dimensions. */
    private Tensor convolved(Tensor x) {
        Tensor here = within(x, taps / 2, Optional.of(bias.value())); // (B D Q, H, W, C)
        if (taps == 1) {
            return here;
        }
        Tensor above = byDepth(within(x, 0, Optional.empty())).narrow(1, 0, slices.depth() - 1L);
        Tensor below = byDepth(within(x, 2, Optional.empty())).narrow(1, 1, slices.depth() - 1L);
        Tensor through = Ops.add(Ops.pad(above, 0, 0, 0, 1, 0), Ops.pad(below, 0, 0, 0, 0, 1)); // (B, D, Q H W C)
        return Ops.add(here, through.reshape(x.shape()));
    }

    /** The convolution of each slice with one slice of the kernel. */
    private Tensor within(Tensor x, int tap, Optional<Tensor> shift) {
        Convolution depthwise = Convolution.depthwise(channels, 1, 1);
        Tensor maps = x.permute(0, 3, 1, 2); // (B D Q, C, H, W)
        return NeuralOps.conv2d(maps, weight.value().select(2, tap), shift, depthwise)
                .permute(0, 2, 3, 1); // (B D Q, H, W, C)
    }

    private Tensor byDepth(Tensor x) {
        return x.reshape(x.size(0) / (slices.depth() * slices.prompts()), slices.depth(), -1); // (B, D, Q H W C)
    }
}
