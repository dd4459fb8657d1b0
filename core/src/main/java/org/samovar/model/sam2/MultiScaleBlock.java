package org.samovar.model.sam2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.nn.Mlp;
import org.samovar.nn.Windows;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;
import org.samovar.nn.adapt.Slot;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** A transformer block of Hiera, in windows or over the whole map. Reference: {@code hieradet.MultiScaleBlock}. */
final class MultiScaleBlock extends Layer {
    /** The prefix of all blocks. */
    private static final String PART = "image_encoder.trunk.blocks";

    private static final double EPSILON = 1e-6;
    /** The window that stands for the whole map. */
    static final int GLOBAL = 0;

    private static final int MLP_RATIO = 4;
    /** So many values of the MLP's hidden layer are made at a time: measured, see decision 11. */
    private static final long STRIP_VALUES = 1 << 21;

    private final LayerNorm norm1;
    private final MultiScaleAttention attention;
    private final LayerNorm norm2;
    private final Mlp mlp;
    private final Optional<Linear> proj;
    private final Pooling pooling;
    private final int window;
    private final Slot beforeAttention;
    private final Slot afterAttention;
    private final Slot beforeMlp;
    private final Slot besideMlp;

    /** The measures of a block; the map has {@code in} channels before and {@code out} after it. */
    record Measures(int in, int out, int heads, Pooling pooling, int window) {}

    MultiScaleBlock(Measures measures, int index, Additions additions) {
        int in = measures.in;
        int out = measures.out;
        this.norm1 = child("norm1", new LayerNorm(in, EPSILON));
        this.attention = child(
                "attn",
                new MultiScaleAttention(
                        in,
                        out,
                        measures.heads,
                        measures.pooling,
                        additions.at(new Place(PART, index, Site.PROJECTION, in, 3 * out))));
        this.norm2 = child("norm2", new LayerNorm(out, EPSILON));
        this.mlp = child("mlp", new Mlp(out, (long) MLP_RATIO * out, out, 2, Activation.GELU));
        this.proj = in == out ? Optional.empty() : Optional.of(child("proj", new Linear(in, out)));
        this.pooling = measures.pooling;
        this.window = measures.window;
        this.beforeAttention = additions.at(Place.of(PART, index, Site.BEFORE_ATTENTION, in));
        this.afterAttention = additions.at(Place.of(PART, index, Site.AFTER_ATTENTION, out));
        this.beforeMlp = additions.at(Place.of(PART, index, Site.BEFORE_MLP, out));
        this.besideMlp = additions.at(Place.of(PART, index, Site.BESIDE_MLP, out));
    }

    /** (B, H, W, in) to (B, H', W', out). Large maps go through blocks with windows in strips, if that is faster. */
    Tensor forward(Tensor x) {
        int height = x.size(1);
        int rows = window == GLOBAL || seesAcrossWindows() || !Scope.infersOnCpu() ? height : stripRows(x);
        if (rows >= height) {
            return whole(x);
        }
        List<Tensor> strips = new ArrayList<>();
        for (int from = 0; from < height; from += rows) {
            Tensor strip = x.narrow(1, from, Math.min(rows, height - from));
            strips.add(step(() -> whole(strip))); // (B, rows', W', out)
        }
        return Ops.cat(strips, 1);
    }

    /** What is added may look over the whole map. */
    private boolean seesAcrossWindows() {
        return !(beforeAttention.isEmpty() && afterAttention.isEmpty() && beforeMlp.isEmpty() && besideMlp.isEmpty());
    }

    /** Rows of whole windows. */
    private int stripRows(Tensor x) {
        long hiddenValues = (long) x.size(0) * x.size(2) * x.size(3) * MLP_RATIO;
        return Math.max(1, (int) (STRIP_VALUES / hiddenValues / window)) * window;
    }

    private Tensor whole(Tensor x) {
        Tensor y = step(() -> beforeMlp.then(attend(x))); // (B, H', W', out)
        Tensor normed = norm2.forward(y);
        return Ops.add(y, besideMlp.beside(normed, mlp.forward(normed)));
    }

    private Tensor attend(Tensor in) {
        Tensor x = beforeAttention.then(in); // (B, H, W, in)
        Tensor normed = norm1.forward(x);
        Tensor shortcut = proj.map(p -> pooling.apply(p.forward(normed))).orElse(x); // (B, H', W', out)
        return Ops.add(shortcut, afterAttention.then(attend(normed, shortcut)));
    }

    private Tensor attend(Tensor normed, Tensor shortcut) {
        if (window == GLOBAL) {
            return attention.forward(normed);
        }
        Windows before = Windows.of(normed, window);
        Windows after = Windows.of(shortcut, window / pooling.stride());
        return after.join(attention.forward(before.cut(normed)));
    }
}
