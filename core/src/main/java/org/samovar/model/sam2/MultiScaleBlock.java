package org.samovar.model.sam2;

import java.util.Optional;
import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.nn.Mlp;
import org.samovar.nn.Windows;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** A transformer block of Hiera, in windows or over the whole map. Reference: {@code hieradet.MultiScaleBlock}. */
final class MultiScaleBlock extends Layer {
    private static final double EPSILON = 1e-6;
    /** The window that stands for the whole map. */
    static final int GLOBAL = 0;

    private final LayerNorm norm1;
    private final MultiScaleAttention attention;
    private final LayerNorm norm2;
    private final Mlp mlp;
    private final Optional<Linear> proj;
    private final Pooling pooling;
    private final int window;

    MultiScaleBlock(int in, int out, int heads, Pooling pooling, int window) {
        this.norm1 = child("norm1", new LayerNorm(in, EPSILON));
        this.attention = child("attn", new MultiScaleAttention(in, out, heads, pooling));
        this.norm2 = child("norm2", new LayerNorm(out, EPSILON));
        this.mlp = child("mlp", new Mlp(out, 4L * out, out, 2, Activation.GELU));
        this.proj = in == out ? Optional.empty() : Optional.of(child("proj", new Linear(in, out)));
        this.pooling = pooling;
        this.window = window;
    }

    /** (B, H, W, in) to (B, H', W', out). */
    Tensor forward(Tensor x) {
        Tensor y = step(() -> attend(x)); // (B, H', W', out)
        return Ops.add(y, mlp.forward(norm2.forward(y)));
    }

    private Tensor attend(Tensor x) {
        Tensor normed = norm1.forward(x);
        Tensor shortcut = proj.map(p -> pooling.apply(p.forward(normed))).orElse(x); // (B, H', W', out)
        return Ops.add(shortcut, attend(normed, shortcut));
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
