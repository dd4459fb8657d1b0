package org.samovar.model.sam;

import org.samovar.nn.Bias;
import org.samovar.nn.ChannelNorm;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Layer;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.Tensor;

/** Brings the encoder's channels to the 256 of the mask decoder. */
public final class Neck extends Layer {
    /** Channels of an image embedding. */
    public static final int OUT = 256;

    private final Conv2d projection;
    private final ChannelNorm norm1;
    private final Conv2d smoothing;
    private final ChannelNorm norm2;

    /** @param width C, channels of the encoder */
    public Neck(long width) {
        this.projection = child("0", new Conv2d(width, OUT, 1, Convolution.plain(), Bias.WITHOUT));
        this.norm1 = child("1", new ChannelNorm(OUT));
        this.smoothing = child("2", new Conv2d(OUT, OUT, 3, Convolution.strided(1, 1), Bias.WITHOUT));
        this.norm2 = child("3", new ChannelNorm(OUT));
    }

    /** (B, C, H, W) to (B, 256, H, W). */
    public Tensor forward(Tensor x) {
        Tensor projected = norm1.forward(projection.forward(x)); // (B, 256, H, W)
        return norm2.forward(smoothing.forward(projected));
    }
}
