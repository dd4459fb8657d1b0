package org.samovar.train.matching;

import java.util.ArrayList;
import java.util.List;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * Queries with the targets that they stand for, over all slices.
 *
 * @param pairs in the order of slices
 */
public record Pairs(List<Pair> pairs) {
    /** A query and a target of a slice. */
    public record Pair(int slice, int query, int target) {}

    public Pairs {
        pairs = List.copyOf(pairs);
    }

    /** M. */
    public int count() {
        return pairs.size();
    }

    /** Of values (S, N, ...) of queries those of the pairs, (M, ...). */
    Tensor ofQueries(Tensor values) {
        return select(values, pairs.stream().mapToLong(Pair::query).toArray());
    }

    /** Of values (S, G, ...) of targets those of the pairs, (M, ...). */
    Tensor ofTargets(Tensor values) {
        return select(values, pairs.stream().mapToLong(Pair::target).toArray());
    }

    private Tensor select(Tensor values, long[] within) {
        int perSlice = values.size(1);
        for (int i = 0; i < within.length; i++) {
            within[i] += (long) pairs.get(i).slice() * perSlice;
        }
        List<Long> shape = new ArrayList<>(List.of((long) values.size(0) * perSlice));
        for (int axis = 2; axis < values.rank(); axis++) {
            shape.add((long) values.size(axis));
        }
        Tensor flat = values.reshape(shape.stream().mapToLong(l -> l).toArray());
        return Ops.indexSelect(flat, 0, Tensors.of(within, within.length));
    }
}
