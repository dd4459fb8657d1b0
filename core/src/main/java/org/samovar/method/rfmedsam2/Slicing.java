package org.samovar.method.rfmedsam2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** Patches as batches of slices and of objects: (B D), (B D (K - 1)); the patches stay outermost. */
final class Slicing {
    private Slicing() {}

    /** Slices 0 to count - 1, so many at a time. */
    static List<int[]> groups(int count, int atOnce) {
        return groups(IntStream.range(0, count).toArray(), atOnce);
    }

    /** Some slices, so many at a time, at least one. */
    static List<int[]> groups(int[] slices, int atOnce) {
        int step = Math.max(1, atOnce);
        List<int[]> out = new ArrayList<>();
        for (int from = 0; from < slices.length; from += step) {
            out.add(Arrays.copyOfRange(slices, from, Math.min(slices.length, from + step)));
        }
        return out;
    }

    /** The objects of slices, as many for each. */
    static long[] objects(int[] slices, int perSlice) {
        return Arrays.stream(slices)
                .boxed()
                .flatMapToLong(slice -> LongStream.range(0, perSlice).map(object -> (long) slice * perSlice + object))
                .toArray();
    }

    /** Rows of a tensor. */
    static Tensor rows(Tensor x, long[] index) {
        return Ops.indexSelect(x, 0, Tensors.of(index, index.length));
    }

    /**
     * Works on slices group by group, which are made again in the backward pass where memory is short.
     *
     * @param xs what all groups may look at
     * @param work what is made of the slices of a group, in their order, one row or several alike for each
     * @return the rows of all groups, in the order of the slices
     */
    static List<Tensor> byGroup(
            List<int[]> groups, List<Tensor> xs, BiFunction<int[], List<Tensor>, List<Tensor>> work) {
        List<List<Tensor>> parts = groups.stream()
                .map(group -> Autograd.checkpoint(xs, in -> kept(group, in, work)))
                .toList();
        int[] order = groups.stream().flatMapToInt(Arrays::stream).toArray();
        return IntStream.range(0, parts.get(0).size())
                .mapToObj(i -> joined(parts.stream().map(part -> part.get(i)).toList(), order))
                .toList();
    }

    private static Tensor joined(List<Tensor> parts, int[] order) {
        return parts.size() == 1
                ? parts.get(0)
                : Autograd.checkpoint(parts, in -> List.of(sorted(Ops.cat(in, 0), order)))
                        .get(0);
    }

    private static List<Tensor> kept(int[] group, List<Tensor> in, BiFunction<int[], List<Tensor>, List<Tensor>> work) {
        try (Scope scope = Scope.nested()) {
            return work.apply(group, in).stream().map(scope::keep).toList();
        }
    }

    private static Tensor sorted(Tensor all, int[] order) {
        boolean isSorted = IntStream.range(0, order.length).allMatch(i -> order[i] == i);
        if (isSorted) {
            return all;
        }
        int[] places = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            places[order[i]] = i;
        }
        return rows(all, objects(places, all.size(0) / order.length));
    }
}
