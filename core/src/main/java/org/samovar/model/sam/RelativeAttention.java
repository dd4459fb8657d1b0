package org.samovar.model.sam;

import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Linear;
import org.samovar.nn.Parameter;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Attention over a square grid whose scores get a bias for the distance in rows and one for the distance in columns, each the product
 * of the query with a learned vector of that distance (Li et al. 2022, MViTv2, section 4.1; {@code Attention} and {@code
 * add_decomposed_rel_pos}).
 */
final class RelativeAttention extends Layer {
    private final int side;
    private final int heads;
    private final Linear qkv;
    private final Linear projection;
    private final Parameter rowDistances;
    private final Parameter columnDistances;

    /** @param side of the grid */
    RelativeAttention(long width, int heads, int side) {
        this.side = side;
        this.heads = heads;
        this.rowDistances = learned("rel_pos_h", Init.zeros(), 2L * side - 1, width / heads);
        this.columnDistances = learned("rel_pos_w", Init.zeros(), 2L * side - 1, width / heads);
        this.qkv = child("qkv", new Linear(width, 3 * width));
        this.projection = child("proj", new Linear(width, width));
    }

    /** (B, side, side, C) to the same. */
    Tensor forward(Tensor x) {
        int b = x.size(0);
        Tensor parts =
                qkv.forward(x).reshape(b, (long) side * side, 3, heads, -1).permute(2, 0, 3, 1, 4); // (3, B, Q, N, E)
        Tensor q = parts.select(0, 0); // (B, Q, N, E)
        Tensor attended = NeuralOps.gridAttention(
                q, parts.select(0, 1), parts.select(0, 2), rowBias(q), columnBias(q)); // (B, Q, N, E)
        return projection.forward(attended.transpose(1, 2).reshape(x.shape())); // (B, side, side, C)
    }

    /** The product of each query with the vectors of its distances to all rows: (B, Q, N, E) to (B, Q, N, side). */
    private Tensor rowBias(Tensor q) {
        Tensor byRow = q.reshape(q.size(0), heads, side, side, -1).permute(2, 0, 1, 3, 4); // (rows, B, Q, columns, E)
        return products(byRow, rowDistances).permute(1, 2, 0, 3, 4).reshape(q.size(0), heads, -1, side);
    }

    /** The same to all columns. */
    private Tensor columnBias(Tensor q) {
        Tensor byColumn =
                q.reshape(q.size(0), heads, side, side, -1).permute(3, 0, 1, 2, 4); // (columns, B, Q, rows, E)
        return products(byColumn, columnDistances).permute(1, 2, 3, 0, 4).reshape(q.size(0), heads, -1, side);
    }

    /** (side, B, Q, side, E) to (side, B, Q, side, side), the last axis that of the keys. */
    private Tensor products(Tensor q, Parameter distances) {
        Tensor table = NeuralOps.relativePositions(distances.value(), side); // (side, side, E)
        Tensor flat = q.reshape(side, -1, q.size(-1)); // (side, B Q side, E)
        return Ops.matmul(flat, Ops.cast(table, q.type()).transpose(1, 2)).reshape(side, q.size(1), heads, side, side);
    }
}
