package org.samovar.model.sam2;

import org.samovar.nn.Layer;
import org.samovar.nn.Linear;
import org.samovar.nn.adapt.Slot;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/** Attention that may halve the map by pooling its queries. Reference: {@code hieradet.MultiScaleAttention}. */
final class MultiScaleAttention extends Layer {
    private final Linear qkv;
    private final Linear proj;
    private final int heads;
    private final int out;
    private final Pooling pooling;
    private final Slot besideProjection;

    /** @param besideProjection what is added to queries, keys and values */
    MultiScaleAttention(int in, int out, int heads, Pooling pooling, Slot besideProjection) {
        this.besideProjection = besideProjection;
        this.qkv = child("qkv", new Linear(in, 3L * out));
        this.proj = child("proj", new Linear(out, out));
        this.heads = heads;
        this.out = out;
        this.pooling = pooling;
    }

    /** (B, H, W, in) to (B, H', W', out), H' = H / 2 with pooling. */
    Tensor forward(Tensor x) {
        int b = x.size(0);
        int h = x.size(1);
        int w = x.size(2);
        Tensor projected = besideProjection.beside(x, qkv.forward(x)); // (B, H, W, 3 out)
        Tensor parts = projected.reshape(b, (long) h * w, 3, heads, out / heads); // (B, HW, 3, Q, E)
        Tensor q = pooling.apply(parts.select(2, 0).reshape(b, h, w, out)); // (B, H', W', out)
        Tensor k = parts.select(2, 1).transpose(1, 2); // (B, Q, HW, E)
        Tensor v = parts.select(2, 2).transpose(1, 2); // (B, Q, HW, E)
        int qh = q.size(1);
        int qw = q.size(2);
        Tensor queries = q.reshape(b, (long) qh * qw, heads, out / heads).transpose(1, 2); // (B, Q, H'W', E)
        Tensor mixed = NeuralOps.attention(queries, k, v).transpose(1, 2).reshape(b, qh, qw, out); // (B, H', W', out)
        return proj.forward(mixed);
    }
}
