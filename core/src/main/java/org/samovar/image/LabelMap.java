package org.samovar.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;

/**
 * A 2D image of object or class ids, 0 for the background. Immutable by contract: the array handed in belongs to the map,
 * the one handed out is its own and must not be written.
 */
public final class LabelMap implements Raster {
    private final Size size;
    private final int[] labels;

    private LabelMap(Size size, int[] labels) {
        if (labels.length != size.pixels()) {
            throw new IllegalArgumentException(labels.length + " labels for " + size + " pixels");
        }
        for (int label : labels) {
            if (label < 0) {
                throw new IllegalArgumentException("label " + label + " is negative");
            }
        }
        this.size = size;
        this.labels = labels;
    }

    /** From ids row by row, none negative; the map keeps the array. */
    public static LabelMap of(int width, int height, int[] labels) {
        return new LabelMap(new Size(width, height), labels);
    }

    /** Foreground is 1. */
    public static LabelMap of(Mask mask) {
        return fromMasks(mask.size(), List.of(mask));
    }

    /** The first mask gets id 1, the second 2, ...; where masks overlap, the earlier one keeps the pixel. */
    public static LabelMap fromMasks(Size size, List<Mask> masks) {
        int[] labels = new int[size.pixels()];
        for (int k = 0; k < masks.size(); k++) {
            Mask mask = masks.get(k);
            if (!mask.size().equals(size)) {
                throw new UserError("A mask of " + mask.size() + " pixels does not fit an image of " + size + ".");
            }
            boolean[] pixels = mask.pixels();
            for (int i = 0; i < labels.length; i++) {
                if (pixels[i] && labels[i] == 0) {
                    labels[i] = k + 1;
                }
            }
        }
        return new LabelMap(size, labels);
    }

    @Override
    public Size size() {
        return size;
    }

    public int get(int x, int y) {
        return labels[y * width() + x];
    }

    /** The ids row by row: the array itself, not to be written. */
    public int[] labels() {
        return labels;
    }

    /** The ids that occur, ascending, without the background. */
    public List<Integer> ids() {
        return new ArrayList<>(areas().keySet());
    }

    /** Pixels per id, ascending by id, without the background. */
    public Map<Integer, Integer> areas() {
        Map<Integer, Integer> areas = new TreeMap<>();
        for (int i = 0; i < labels.length; ) {
            int start = i;
            int id = labels[i];
            while (i < labels.length && labels[i] == id) {
                i++;
            }
            if (id != 0) {
                areas.merge(id, i - start, Integer::sum);
            }
        }
        return areas;
    }

    /** The greatest id; 0 when all is background. */
    public int maxId() {
        return Arrays.stream(labels).max().orElse(0);
    }

    /** The pixels of one id. */
    public Mask mask(int id) {
        boolean[] pixels = new boolean[labels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = labels[i] == id;
        }
        return Mask.of(width(), height(), pixels);
    }

    /** The pixels of each id, ascending by id, without the background. */
    public SortedMap<Integer, RunLengthMask> runs() {
        Map<Integer, IntStream.Builder> bounds = new TreeMap<>();
        for (int i = 0; i < labels.length; ) {
            int start = i;
            int id = labels[i];
            while (i < labels.length && labels[i] == id) {
                i++;
            }
            if (id != 0) {
                bounds.computeIfAbsent(id, k -> IntStream.builder()).add(start).add(i);
            }
        }
        SortedMap<Integer, RunLengthMask> runs = new TreeMap<>();
        bounds.forEach(
                (id, own) -> runs.put(id, RunLengthMask.ofRuns(size, own.build().toArray())));
        return runs;
    }

    /** All pixels that are not background. */
    public Mask foreground() {
        return mask(0).inverse();
    }

    /** The same with other ids, none negative. */
    public LabelMap relabelled(IntUnaryOperator change) {
        return new LabelMap(size, Arrays.stream(labels).map(change).toArray());
    }

    /** The same objects with ids 1 to n, in the order of their old ids. */
    public LabelMap consecutive() {
        Map<Integer, Integer> fresh = new TreeMap<>();
        for (int id : ids()) {
            fresh.put(id, fresh.size() + 1);
        }
        fresh.put(0, 0);
        int[] out = new int[labels.length];
        int last = 0;
        int lastFresh = 0;
        for (int i = 0; i < out.length; i++) {
            if (labels[i] != last) {
                last = labels[i];
                lastFresh = fresh.getOrDefault(last, 0);
            }
            out[i] = lastFresh;
        }
        return new LabelMap(size, out);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof LabelMap other && size.equals(other.size) && Arrays.equals(labels, other.labels);
    }

    @Override
    public int hashCode() {
        return 31 * size.hashCode() + Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return "LabelMap " + size + ", " + ids().size() + " ids";
    }
}
