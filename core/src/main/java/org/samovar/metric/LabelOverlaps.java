package org.samovar.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;

/**
 * How many pixels or voxels the objects of two label images have, and every two of them in common: all that matching them depends on, whatever
 * the number of dimensions. Immutable.
 */
public final class LabelOverlaps {
    private final Map<Integer, Long> truth = new TreeMap<>();
    private final Map<Integer, Long> predicted = new TreeMap<>();
    private final Map<Long, Long> common = new HashMap<>();

    private LabelOverlaps() {}

    /** Of two images of one size. @throws UserError when they are of two */
    public static LabelOverlaps of(LabelMap truth, LabelMap predicted) {
        return of(List.of(truth), List.of(predicted));
    }

    /**
     * Of two volumes, the objects of which go through their slices.
     *
     * @param truth slices in order; each is taken from the list once
     * @param predicted as many slices, of the same size
     * @throws UserError when a slice has another size
     */
    public static LabelOverlaps of(List<LabelMap> truth, List<LabelMap> predicted) {
        if (truth.size() != predicted.size()) {
            throw new UserError("A prediction of " + predicted.size() + " slices does not fit labels of " + truth.size()
                    + " slices.");
        }
        LabelOverlaps out = new LabelOverlaps();
        for (int i = 0; i < truth.size(); i++) {
            out.add(truth.get(i), predicted.get(i));
        }
        return out;
    }

    /** Goes along stretches in which neither label changes. */
    private void add(LabelMap trueSlice, LabelMap predictedSlice) {
        if (!trueSlice.size().equals(predictedSlice.size())) {
            throw new UserError("A prediction of " + predictedSlice.size() + " pixels does not fit labels of "
                    + trueSlice.size() + " pixels.");
        }
        int[] a = trueSlice.labels();
        int[] b = predictedSlice.labels();
        for (int i = 0; i < a.length; ) {
            int from = i;
            while (i < a.length && a[i] == a[from] && b[i] == b[from]) {
                i++;
            }
            long length = i - from;
            if (a[from] != 0) {
                truth.merge(a[from], length, Long::sum);
            }
            if (b[from] != 0) {
                predicted.merge(b[from], length, Long::sum);
            }
            if (a[from] != 0 && b[from] != 0) {
                common.merge((long) a[from] << 32 | b[from], length, Long::sum);
            }
        }
    }

    /** The true objects, ascending, with their pixels or voxels. */
    public Map<Integer, Long> truth() {
        return Collections.unmodifiableMap(truth);
    }

    /** The predicted objects, ascending, with their pixels or voxels. */
    public Map<Integer, Long> predicted() {
        return Collections.unmodifiableMap(predicted);
    }

    /** Every two objects that have something in common, best first. */
    public List<InstanceMatching.Pair> pairs() {
        List<InstanceMatching.Pair> pairs = new ArrayList<>();
        common.forEach((key, shared) -> {
            int t = (int) (key >>> 32);
            int p = (int) (long) key;
            double union = (double) truth.getOrDefault(t, 0L) + predicted.getOrDefault(p, 0L) - shared;
            pairs.add(new InstanceMatching.Pair(t, p, shared / union));
        });
        pairs.sort(Comparator.comparingDouble(InstanceMatching.Pair::iou)
                .reversed()
                .thenComparingInt(InstanceMatching.Pair::truth)
                .thenComparingInt(InstanceMatching.Pair::predicted));
        return pairs;
    }
}
