package org.samovar.model.sam2;

import org.samovar.nn.Activation;
import org.samovar.nn.Bias;
import org.samovar.nn.ChannelNorm;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Linear;
import org.samovar.nn.Parameter;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** A block of ConvNeXt (Liu et al. 2022, figure 4). Reference: {@code CXBlock} of {@code modeling/memory_encoder.py}. */
final class FuserBlock extends Layer {
    private final Parameter scale;
    private final Conv2d depthwise;
    private final ChannelNorm norm;
    private final Linear expand;
    private final Linear contract;

    FuserBlock(int width) {
        this.scale = learned("gamma", Init.constant(1e-6f), width);
        this.depthwise = child("dwconv", new Conv2d(width, width, 7, Convolution.depthwise(width, 1, 3), Bias.WITH));
        this.norm = child("norm", new ChannelNorm(width));
        this.expand = child("pwconv1", new Linear(width, 4L * width));
        this.contract = child("pwconv2", new Linear(4L * width, width));
    }

    /** (P, D, H, W) to (P, D, H, W). */
    Tensor forward(Tensor x) {
        Tensor cells = norm.forward(depthwise.forward(x)).permute(0, 2, 3, 1); // (P, H, W, D)
        Tensor change = contract.forward(expand.forward(cells, Activation.GELU)); // (P, H, W, D)
        return Ops.add(x, Ops.mul(change, scale.value()).permute(0, 3, 1, 2)); // (P, D, H, W)
    }
}
