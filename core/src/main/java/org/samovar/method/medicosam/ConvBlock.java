package org.samovar.method.medicosam;

import org.samovar.nn.Bias;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Layer;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** Twice: instance norm, 3 x 3 convolution, ReLU (torch-em, {@code ConvBlock2d}). */
final class ConvBlock extends Layer {
    private static final double EPSILON = 1e-5;

    private final Conv2d first;
    private final Conv2d second;

    ConvBlock(long in, long out) {
        this.first = child("block.1", new Conv2d(in, out, 3, Convolution.strided(1, 1), Bias.WITH));
        this.second = child("block.4", new Conv2d(out, out, 3, Convolution.strided(1, 1), Bias.WITH));
    }

    /** (B, in, H, W) to (B, out, H, W). */
    Tensor forward(Tensor x) {
        Tensor once = step(x, y -> normed(first, y)); // (B, out, H, W)
        return step(once, y -> normed(second, y)); // (B, out, H, W)
    }

    private static Tensor normed(Conv2d convolution, Tensor x) {
        return Ops.relu(convolution.forward(NeuralOps.instanceNorm(x, EPSILON)));
    }
}
