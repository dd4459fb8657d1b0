package org.samovar.model.mobilesam;

import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.tensor.Tensor;

/** Leads from one stage to the next: other channels, and half the size or the same ({@code PatchMerging}). */
final class PatchMerging extends Layer {
    private final ConvNorm conv1;
    private final ConvNorm conv2;
    private final ConvNorm conv3;

    PatchMerging(long in, long out, long stride) {
        this.conv1 = child("conv1", ConvNorm.pointwise(in, out));
        this.conv2 = child("conv2", ConvNorm.depthwise(out, stride));
        this.conv3 = child("conv3", ConvNorm.pointwise(out, out));
    }

    /** (B, in, H, W) to (B, out, H / stride, W / stride). */
    Tensor forward(Tensor x) {
        Tensor wide = Activation.GELU.apply(conv1.forward(x)); // (B, out, H, W)
        return conv3.forward(Activation.GELU.apply(conv2.forward(wide)));
    }
}
