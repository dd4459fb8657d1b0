package org.samovar.method.medicosam;

import org.samovar.nn.Conv2d;
import org.samovar.nn.Layer;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Tensor;

/**
 * Twice the size, bilinearly, and a 1 x 1 convolution (torch-em, {@code Upsampler2d}). The convolution comes first here, on a quarter of
 * the pixels: both are linear, one along channels and one in space, with weights that sum to one.
 */
final class Upsampler extends Layer {
    private final Conv2d conv;

    Upsampler(long in, long out) {
        this.conv = child("conv", Conv2d.pointwise(in, out));
    }

    /** (B, in, H, W) to (B, out, 2 H, 2 W). */
    Tensor forward(Tensor x) {
        return step(
                x,
                y -> NeuralOps.resize(
                        conv.forward(y), Interpolation.BILINEAR, 2 * y.size(2), 2 * y.size(3))); // (B, out, 2 H, 2 W)
    }
}
