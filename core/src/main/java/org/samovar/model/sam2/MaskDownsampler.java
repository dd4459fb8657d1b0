package org.samovar.model.sam2;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Activation;
import org.samovar.nn.Bias;
import org.samovar.nn.ChannelNorm;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Layer;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.Tensor;

/** Brings a mask of the input's size to the grid and width of the frame's map in four halvings. Reference: {@code MaskDownSampler}. */
final class MaskDownsampler extends Layer {
    private static final int HALVINGS = 4;

    private final List<Conv2d> convs = new ArrayList<>();
    private final List<ChannelNorm> norms = new ArrayList<>();
    private final Conv2d projection;

    MaskDownsampler(int width) {
        int channels = 1;
        for (int i = 0; i < HALVINGS; i++) { // each has three places: convolution, norm, activation
            convs.add(child(
                    Integer.toString(3 * i),
                    new Conv2d(channels, 4L * channels, 3, Convolution.strided(2, 1), Bias.WITH)));
            norms.add(child(Integer.toString(3 * i + 1), new ChannelNorm(4L * channels)));
            channels *= 4;
        }
        this.projection = child(Integer.toString(3 * HALVINGS), Conv2d.pointwise(channels, width));
    }

    /** (P, 1, 16 H, 16 W) to (P, D, H, W). */
    Tensor forward(Tensor masks) {
        Tensor x = masks;
        for (int i = 0; i < HALVINGS; i++) {
            Tensor before = x;
            Conv2d conv = convs.get(i);
            ChannelNorm norm = norms.get(i);
            x = step(() -> Activation.GELU.apply(norm.forward(conv.forward(before)))); // (P, 4 C, h / 2, w / 2)
        }
        return projection.forward(x);
    }
}
