package org.samovar.model.sam;

import java.util.List;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Linear;
import org.samovar.nn.Parameter;
import org.samovar.nn.adapt.Slot;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Attention over a square grid whose scores get a bias for the distance in rows and one for the distance in columns, each the product
 * of the query with a learned vector of that distance (Li et al. 2022, MViTv2, section 4.1; {@code Attention} and {@code
 * add_decomposed_rel_pos}).
 */
final class RelativeAttention extends Layer {
    /** Scores of an image that take so much memory, with their gradients, that images are seen one by one where memory is short. */
    private static final long LARGE = 1 << 26;

    private final int heads;
    private final Linear qkv;
    private final Linear projection;
    private final Parameter rowDistances;
    private final Parameter columnDistances;
    private final Slot besideProjection;

    /**
     * @param side of the grid that the distances are learned for
     * @param besideProjection what is added to queries, keys and values
     */
    RelativeAttention(long width, int heads, int side, Slot besideProjection) {
        this.besideProjection = besideProjection;
        this.heads = heads;
        this.rowDistances = learned("rel_pos_h", Init.zeros(), 2L * side - 1, width / heads);
        this.columnDistances = learned("rel_pos_w", Init.zeros(), 2L * side - 1, width / heads);
        this.qkv = child("qkv", new Linear(width, 3 * width));
        this.projection = child("proj", new Linear(width, width));
    }

    /** (B, side, side, C) to the same; the distances are stretched to a side other than their own. */
    Tensor forward(Tensor x) {
        int b = x.size(0);
        int side = x.check("A grid", -1, x.size(2), x.size(1), -1).size(1);
        int cells = side * side;
        Tensor parts = besideProjection.beside(x, qkv.forward(x)).reshape(b, cells, 3, heads, -1); // (B, N, 3, Q, E)
        Tensor attended = (long) heads * cells * cells < LARGE
                ? attend(parts, side)
                : Autograd.checkpointRows(List.of(parts), one -> List.of(attend(one.get(0), side)))
                        .get(0); // (B, Q, N, E)
        return projection.forward(attended.transpose(1, 2).reshape(x.shape())); // (B, side, side, C)
    }

    /** (B, N, 3, Q, E) to (B, Q, N, E). */
    private Tensor attend(Tensor parts, int side) {
        Tensor first = parts.permute(2, 0, 3, 1, 4); // (3, B, Q, N, E)
        Tensor q = first.select(0, 0); // (B, Q, N, E)
        return NeuralOps.gridAttention(
                q, first.select(0, 1), first.select(0, 2), rowBias(q, side), columnBias(q, side));
    }

    /** The product of each query with the vectors of its distances to all rows: (B, Q, N, E) to (B, Q, N, side). */
    private Tensor rowBias(Tensor q, int side) {
        Tensor byRow = q.reshape(q.size(0), heads, side, side, -1).permute(2, 0, 1, 3, 4); // (rows, B, Q, columns, E)
        return products(byRow, rowDistances, side).permute(1, 2, 0, 3, 4).reshape(q.size(0), heads, -1, side);
    }

    /** The same to all columns. */
    private Tensor columnBias(Tensor q, int side) {
        Tensor byColumn =
                q.reshape(q.size(0), heads, side, side, -1).permute(3, 0, 1, 2, 4); // (columns, B, Q, rows, E)
        return products(byColumn, columnDistances, side).permute(1, 2, 3, 0, 4).reshape(q.size(0), heads, -1, side);
    }

    /** (side, B, Q, side, E) to (side, B, Q, side, side), the last axis that of the keys. */
    private static Tensor products(Tensor q, Parameter distances, int side) {
        Tensor table = NeuralOps.relativePositions(stretched(distances.value(), 2 * side - 1), side); // (side, side, E)
        Tensor flat = q.reshape(side, -1, q.size(-1)); // (side, B Q side, E)
        return Ops.matmul(flat, Ops.cast(table, q.type()).transpose(1, 2))
                .reshape(side, q.size(1), q.size(2), side, side);
    }

    /** A table of distances (L, E) for another number of distances, by linear interpolation as {@code get_rel_pos}. */
    private static Tensor stretched(Tensor table, int length) {
        if (table.size(0) == length) {
            return table;
        }
        Tensor line = table.transpose(0, 1).unsqueeze(0).unsqueeze(2); // (1, E, 1, L)
        return NeuralOps.resize(line, Interpolation.BILINEAR, 1, length)
                .squeeze(2)
                .squeeze(0)
                .transpose(0, 1);
    }
}
