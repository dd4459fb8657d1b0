package org.samovar.model.sam;

import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.nn.Windows;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** A block of the image encoder: attention in windows or over the whole grid, then an MLP ({@code Block}). */
final class EncoderBlock extends Layer {
    private static final int WINDOW = 14;
    private static final int MLP_RATIO = 4;
    private static final double EPSILON = 1e-6;

    /** Over how many patches a block attends. */
    enum Reach {
        WINDOWS,
        WHOLE_IMAGE
    }

    private final Reach reach;
    private final LayerNorm norm1;
    private final RelativeAttention attention;
    private final LayerNorm norm2;
    private final Linear expand;
    private final Linear contract;

    EncoderBlock(SamConfig config, Reach reach) {
        int width = config.width();
        int side = reach == Reach.WINDOWS ? WINDOW : config.grid();
        this.reach = reach;
        this.norm1 = child("norm1", new LayerNorm(width, EPSILON));
        this.attention = child("attn", new RelativeAttention(width, config.heads(), side));
        this.norm2 = child("norm2", new LayerNorm(width, EPSILON));
        this.expand = child("mlp.lin1", new Linear(width, (long) MLP_RATIO * width));
        this.contract = child("mlp.lin2", new Linear((long) MLP_RATIO * width, width));
    }

    /** (B, H, W, C) to the same. */
    Tensor forward(Tensor in) {
        Tensor x = Ops.add(in, attend(norm1.forward(in))); // (B, H, W, C)
        Tensor hidden = expand.forward(norm2.forward(x), Activation.GELU); // (B, H, W, 4 C)
        return Ops.add(x, contract.forward(hidden)); // (B, H, W, C)
    }

    private Tensor attend(Tensor x) {
        if (reach == Reach.WHOLE_IMAGE) {
            return attention.forward(x);
        }
        Windows windows = Windows.of(x, WINDOW);
        return windows.join(attention.forward(windows.cut(x)));
    }
}
