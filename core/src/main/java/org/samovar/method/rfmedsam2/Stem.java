package org.samovar.method.rfmedsam2;

import org.samovar.nn.Activation;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.Tensor;

/**
 * Two stacked convolutions, wider between than outside, from any number of modalities to the three colours that SAM 2 knows (appendix
 * D.1).
 *
 * <p>The paper is silent on sizes: kernels of 3, four times the wider side between. GELU(x) - GELU(-x) = x, so that pairs of
 * channels of opposite sign begin as the mean of the modalities in each colour, with some noise by which the pairs learn different things.
 */
final class Stem extends Layer {
    private static final int COLOURS = 3;
    private static final int EXPANSION = 4;
    private static final int KERNEL = 3;
    private static final float NOISE = 0.1f;

    private final Conv2d expand;
    private final Conv2d contract;

    Stem(int modalities) {
        int hidden = EXPANSION * Math.max(modalities, COLOURS);
        this.expand = child("expand", convolution(modalities, hidden, (out, in) -> sign(out) / modalities));
        this.contract = child("contract", convolution(hidden, COLOURS, (out, in) -> 2 * sign(in) / hidden));
    }

    /** The weight between two channels at the centre of a kernel. */
    private interface Centre {
        float between(int out, int in);
    }

    private static float sign(int channel) {
        return channel % 2 == 0 ? 1 : -1;
    }

    private static Conv2d convolution(int in, int out, Centre centre) {
        Init noise = Init.fanIn((long) in * KERNEL * KERNEL);
        int taps = KERNEL * KERNEL;
        Init init = (shape, random) -> {
            float[] values = noise.draw(shape, random);
            boolean isBias = shape.length == 1;
            for (int i = 0; i < values.length; i++) {
                boolean isCentre = !isBias && i % taps == taps / 2;
                values[i] = NOISE * values[i] + (isCentre ? centre.between(i / taps / in, i / taps % in) : 0);
            }
            return values;
        };
        return new Conv2d(in, out, KERNEL, new Convolution(1, KERNEL / 2, 1, 1), Bias.WITH, init);
    }

    /** (B D, M, H, W) to (B D, 3, H, W). */
    Tensor forward(Tensor slices) {
        return contract.forward(Activation.GELU.apply(expand.forward(slices)));
    }
}
