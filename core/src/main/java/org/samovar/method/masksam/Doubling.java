package org.samovar.method.masksam;

import org.samovar.method.SliceMaps;
import org.samovar.nn.ConvTranspose2d;
import org.samovar.nn.Layer;
import org.samovar.tensor.Tensor;

/** Twice the height and width of each slice, by a transposed convolution of (1, 2, 2). */
final class Doubling extends Layer {
    private final ConvTranspose2d convolution;

    Doubling(int in, int out) {
        this.convolution = child("", new ConvTranspose2d(in, out, 2));
    }

    /** (B, in, D, H, W) to (B, out, D, 2 H, 2 W). */
    Tensor forward(Tensor x) {
        return SliceMaps.joined(convolution.forward(SliceMaps.of(x)), x.size(2));
    }
}
