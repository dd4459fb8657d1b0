package org.samovar.model.mobilesam;

import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** Expands the channels, convolves each by itself, contracts them, and adds the input ({@code MBConv}). */
final class InvertedBottleneck extends Layer {
    private static final int EXPANSION = 4;

    private final ConvNorm expand;
    private final ConvNorm depthwise;
    private final ConvNorm contract;

    InvertedBottleneck(long width) {
        this.expand = child("conv1", ConvNorm.pointwise(width, EXPANSION * width));
        this.depthwise = child("conv2", ConvNorm.depthwise(EXPANSION * width, 1));
        this.contract = child("conv3", ConvNorm.pointwise(EXPANSION * width, width));
    }

    /** (B, C, H, W) to the same. */
    Tensor forward(Tensor x) {
        Tensor wide = step(() -> Activation.GELU.apply(expand.forward(x))); // (B, 4 C, H, W)
        Tensor mixed = step(() -> Activation.GELU.apply(depthwise.forward(wide)));
        wide.close(); // a recorded graph keeps what it needs
        return Activation.GELU.apply(Ops.add(contract.forward(mixed), x)); // (B, C, H, W)
    }
}
