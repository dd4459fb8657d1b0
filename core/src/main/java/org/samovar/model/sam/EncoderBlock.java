package org.samovar.model.sam;

import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.nn.Windows;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;
import org.samovar.nn.adapt.Slot;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** A block of the image encoder: attention in windows or over the whole grid, then an MLP ({@code Block}). */
final class EncoderBlock extends Layer {
    /** The prefix of all blocks. */
    private static final String PART = "image_encoder.blocks";

    private static final int WINDOW = 14;
    private static final int MLP_RATIO = 4;
    private static final double EPSILON = 1e-6;

    /** Over how many patches a block attends. */
    enum Reach {
        WINDOWS,
        WHOLE_IMAGE
    }

    private final Reach reach;
    private final Slot beforeAttention;
    private final LayerNorm norm1;
    private final RelativeAttention attention;
    private final Slot afterAttention;
    private final Slot beforeMlp;
    private final LayerNorm norm2;
    private final Linear expand;
    private final Linear contract;
    private final Slot besideMlp;

    EncoderBlock(SamConfig config, int index, Additions additions) {
        int width = config.width();
        Reach reach = config.reach(index);
        int side = reach == Reach.WINDOWS ? WINDOW : config.grid();
        this.reach = reach;
        this.norm1 = child("norm1", new LayerNorm(width, EPSILON));
        this.attention = child(
                "attn",
                new RelativeAttention(
                        width,
                        config.heads(),
                        side,
                        additions.at(new Place(PART, index, Site.PROJECTION, width, 3 * width))));
        this.norm2 = child("norm2", new LayerNorm(width, EPSILON));
        this.expand = child("mlp.lin1", new Linear(width, (long) MLP_RATIO * width));
        this.contract = child("mlp.lin2", new Linear((long) MLP_RATIO * width, width));
        this.beforeAttention = additions.at(Place.of(PART, index, Site.BEFORE_ATTENTION, width));
        this.afterAttention = additions.at(Place.of(PART, index, Site.AFTER_ATTENTION, width));
        this.beforeMlp = additions.at(Place.of(PART, index, Site.BEFORE_MLP, width));
        this.besideMlp = additions.at(Place.of(PART, index, Site.BESIDE_MLP, width));
    }

    /** (B, H, W, C) to the same. */
    Tensor forward(Tensor in) {
        Tensor start = beforeAttention.then(in); // (B, H, W, C)
        Tensor attended = Ops.add(start, afterAttention.then(attend(norm1.forward(start)))); // (B, H, W, C)
        Tensor x = beforeMlp.then(attended); // (B, H, W, C)
        Tensor normed = norm2.forward(x);
        Tensor hidden = expand.forward(normed, Activation.GELU); // (B, H, W, 4 C)
        return Ops.add(x, besideMlp.beside(normed, contract.forward(hidden))); // (B, H, W, C)
    }

    private Tensor attend(Tensor x) {
        if (reach == Reach.WHOLE_IMAGE) {
            return attention.forward(x);
        }
        Windows windows = Windows.of(x, WINDOW);
        return windows.join(attention.forward(windows.cut(x)));
    }
}
