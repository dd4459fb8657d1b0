package org.samovar.fiji.job;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.samovar.fiji.model.SliceMasks;
import org.samovar.geometry.Size;
import org.samovar.image.LabelMap;
import org.samovar.image.RunLengthMask;

/** What has been found so far on each slice; written by the model's thread, read by any. */
final class FoundSlices implements SliceMasks {
    private final Size size;
    private final int count;
    private final Map<Integer, ConcurrentNavigableMap<Integer, RunLengthMask>> slices = new ConcurrentHashMap<>();

    /** @param count slices of the stack */
    FoundSlices(Size size, int count) {
        this.size = size;
        this.count = count;
    }

    @Override
    public void found(int slice, Map<Integer, RunLengthMask> masks) {
        slices.computeIfAbsent(slice, k -> new ConcurrentSkipListMap<>()).putAll(masks);
    }

    /** Whether no object has a pixel. */
    boolean isEmpty() {
        return slices.values().stream()
                .flatMap(masks -> masks.values().stream())
                .allMatch(RunLengthMask::isEmpty);
    }

    /** The slices as labels, each made when it is taken; where objects overlap, the earlier one keeps the pixel. */
    List<LabelMap> labels() {
        return new AbstractList<>() {
            @Override
            public LabelMap get(int slice) {
                return FoundSlices.this.labels(slice);
            }

            @Override
            public int size() {
                return count;
            }
        };
    }

    private LabelMap labels(int slice) {
        int[] labels = new int[size.pixels()];
        slices.getOrDefault(slice, new ConcurrentSkipListMap<>())
                .forEach((object, mask) -> mask.forEachRun((from, to) -> {
                    for (int i = from; i < to; i++) {
                        labels[i] = labels[i] == 0 ? object : labels[i];
                    }
                }));
        return LabelMap.of(size.width(), size.height(), labels);
    }
}
