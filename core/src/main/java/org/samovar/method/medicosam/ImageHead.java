package org.samovar.method.medicosam;

import org.samovar.nn.Conv2d;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Tensor;

/** Each pixel by itself (torch-em, {@code UNETR.out_conv}). */
final class ImageHead extends Head {
    private final Conv2d out;

    ImageHead(long width, long outputs) {
        this.out = child("out_conv", Conv2d.pointwise(width, outputs));
    }

    @Override
    Tensor forward(Tensor features, Statistics use) {
        return out.forward(features); // (B, K, H, W)
    }
}
