package org.samovar.model.mobilesam;

import java.util.List;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.nn.Parameter;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Attention within a square window whose scores get a learned bias for each offset in rows and columns, whatever its sign ({@code
 * Attention} of TinyViT, after LeViT).
 */
final class OffsetAttention extends Layer {
    private final int side;
    private final int heads;
    private final Parameter biases;
    private final LayerNorm norm;
    private final Linear qkv;
    private final Linear projection;

    /** @param side of the window */
    OffsetAttention(long width, int heads, int side) {
        this.side = side;
        this.heads = heads;
        this.biases = learned("attention_biases", Init.zeros(), heads, (long) side * side);
        this.norm = child("norm", new LayerNorm(width));
        this.qkv = child("qkv", new Linear(width, 3 * width));
        this.projection = child("proj", new Linear(width, width));
    }

    /** (B, side, side, C) to the same. */
    Tensor forward(Tensor x) {
        int b = x.size(0);
        List<Tensor> parts = qkv.forward(norm.forward(x))
                .reshape(b, (long) side * side, heads, -1) // (B, N, Q, 3 E)
                .transpose(1, 2) // (B, Q, N, 3 E)
                .chunk(3, -1);
        Tensor attended = NeuralOps.attention(parts.get(0), parts.get(1), parts.get(2), bias()); // (B, Q, N, E)
        return projection.forward(attended.transpose(1, 2).reshape(x.shape())); // (B, side, side, C)
    }

    /** The bias of each pair of places: (Q, N, N). */
    private Tensor bias() {
        Tensor byRow = biases.value()
                .reshape(heads, side, side) // (Q, row offset, column offset)
                .permute(1, 0, 2)
                .reshape(side, -1);
        Tensor byColumn = NeuralOps.relativePositions(mirrored(byRow), side) // (rows, rows, Q column offset)
                .reshape(side, side, heads, side)
                .permute(3, 2, 0, 1)
                .reshape(side, -1); // (column offset, Q rows rows)
        return NeuralOps.relativePositions(mirrored(byColumn), side) // (columns, columns, Q rows rows)
                .reshape(side, side, heads, side, side)
                .permute(2, 3, 0, 4, 1) // (Q, row, column, row, column)
                .reshape(heads, (long) side * side, (long) side * side);
    }

    /** Values of offsets 0 to n - 1 to those of -(n - 1) to n - 1. */
    private static Tensor mirrored(Tensor offsets) {
        Tensor negative = Ops.flip(offsets.narrow(0, 1, offsets.size(0) - 1L), 0);
        return Ops.cat(List.of(negative, offsets), 0);
    }
}
