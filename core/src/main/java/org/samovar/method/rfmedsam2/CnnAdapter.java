package org.samovar.method.rfmedsam2;

import org.samovar.nn.Activation;
import org.samovar.nn.Bias;
import org.samovar.nn.ChannelNorm;
import org.samovar.nn.Conv2d;
import org.samovar.nn.adapt.Insert;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * The CNN-Adapter (appendix C): a bottleneck of pointwise convolutions around a depthwise one with a norm and GELU, and a skip connection.
 * It changes nothing before it has learned.
 */
final class CnnAdapter extends Insert {
    private static final int KERNEL = 3;

    private final Conv2d down;
    private final Conv2d depthwise;
    private final ChannelNorm norm;
    private final Conv2d up;

    CnnAdapter(int width, int hidden) {
        this.down = child("down", Conv2d.pointwise(width, hidden));
        Convolution within = Convolution.depthwise(hidden, 1, KERNEL / 2);
        this.depthwise = child("depthwise", new Conv2d(hidden, hidden, KERNEL, within, Bias.WITH));
        this.norm = child("norm", new ChannelNorm(hidden));
        this.up = child("up", Conv2d.zero(hidden, width));
    }

    /** (B, C, H, W) to the same. */
    @Override
    public Tensor forward(Tensor x) {
        Tensor hidden = depthwise.forward(down.forward(x)); // (B, hidden, H, W)
        return Ops.add(x, up.forward(Activation.GELU.apply(norm.forward(hidden))));
    }
}
