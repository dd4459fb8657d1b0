package org.samovar.fiji.job;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.model.SliceMasks;
import org.samovar.geometry.Size;
import org.samovar.image.LabelMap;
import org.samovar.image.RunLengthMask;

/** What has been found so far on each slice; written by the model's thread, read by any. */
final class FoundSlices implements SliceMasks {
    private final Size size;
    private final int count;
    private final Map<Integer, Map<Integer, RunLengthMask>> slices = new ConcurrentHashMap<>();

    /** @param count slices of the stack */
    FoundSlices(Size size, int count) {
        this.size = size;
        this.count = count;
    }

    @Override
    public void found(int slice, Map<Integer, RunLengthMask> masks) {
        slices.computeIfAbsent(slice, k -> new ConcurrentHashMap<>()).putAll(masks);
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
                return LabelImages.map(slices.getOrDefault(slice, Map.of()), FoundSlices.this.size);
            }

            @Override
            public int size() {
                return count;
            }
        };
    }
}
