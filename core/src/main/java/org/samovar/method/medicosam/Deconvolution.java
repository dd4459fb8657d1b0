package org.samovar.method.medicosam;

import java.util.List;
import org.samovar.nn.BatchNorm;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Layer;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** Twice the size, 3 x 3 convolution, batch norm, ReLU (torch-em, {@code Deconv2DBlock}). */
final class Deconvolution extends Layer {
    private final Upsampler upsampler;
    private final Conv2d conv;
    private final BatchNorm norm;

    Deconvolution(long in, long out) {
        this.upsampler = child("block.0", new Upsampler(in, out));
        this.conv = child("block.1.block", new Conv2d(out, out, 3, Convolution.strided(1, 1), Bias.WITH));
        this.norm = child("block.2", new BatchNorm(out));
    }

    /** (B, in, H, W) to (B, out, 2 H, 2 W). */
    Tensor forward(Tensor x, Statistics use) {
        Tensor grown = Autograd.checkpointRows(List.of(x), one -> List.of(conv.forward(upsampler.forward(one.get(0)))))
                .get(0); // (B, out, 2 H, 2 W)
        return step(grown, y -> Ops.relu(norm.forward(y, use))); // (B, out, 2 H, 2 W)
    }
}
