package org.samovar.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samovar.geometry.Size;

/**
 * The parts of equal ids of a labelled volume or time series, whole ids or their connected parts, as masks. Works on the runs of equal ids in
 * the rows, so that only those and one slice of pixels are held in memory.
 */
public final class VolumeParts {
    /**
     * A part of the foreground.
     *
     * @param label the id that its voxels have
     * @param mask its voxels
     */
    public record Part(int label, VolumeMask mask) {}

    private final Size size;
    private final int count;
    private final Runs runs;

    private VolumeParts(List<LabelMap> slices) {
        this.size = slices.get(0).size();
        this.count = slices.size();
        this.runs = new Runs();
    }

    /**
     * All voxels of an id as one part, connected or not; in the order of their first voxels.
     *
     * @param slices at least one, all of one size
     * @param least voxels of a part; smaller ones are left out
     */
    public static List<Part> byLabel(List<LabelMap> slices, int least) {
        VolumeParts parts = new VolumeParts(slices);
        for (LabelMap slice : slices) {
            parts.runs.add(slice);
        }
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int run = 0; run < parts.runs.n; run++) {
            groups.computeIfAbsent(parts.runs.label(run), k -> new ArrayList<>())
                    .add(run);
        }
        return parts.masks(groups, least);
    }

    /** The connected parts of each id, by faces, edges and corners; otherwise as {@link #byLabel}. */
    public static List<Part> connected(List<LabelMap> slices, int least) {
        VolumeParts parts = new VolumeParts(slices);
        int[] before = new int[parts.size.height() + 1];
        for (LabelMap slice : slices) {
            int[] rows = parts.runs.add(slice);
            parts.runs.join(rows, before);
            before = rows;
        }
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int run = 0; run < parts.runs.n; run++) {
            groups.computeIfAbsent(parts.runs.root(run), k -> new ArrayList<>()).add(run);
        }
        return parts.masks(groups, least);
    }

    private List<Part> masks(Map<Integer, List<Integer>> groups, int least) {
        List<Part> out = new ArrayList<>();
        for (List<Integer> group : groups.values()) {
            if (group.stream().mapToLong(runs::length).sum() >= least) {
                out.add(new Part(runs.label(group.get(0)), mask(group)));
            }
        }
        return out;
    }

    private VolumeMask mask(List<Integer> group) {
        List<RunLengthMask> slices =
                new ArrayList<>(Collections.nCopies(count, RunLengthMask.ofRuns(size, new int[0])));
        for (int i = 0; i < group.size(); ) {
            int slice = runs.slice(group.get(i));
            int from = i;
            while (i < group.size() && runs.slice(group.get(i)) == slice) {
                i++;
            }
            int[] bounds = new int[2 * (i - from)];
            for (int k = from; k < i; k++) {
                bounds[2 * (k - from)] = runs.start(group.get(k), size.width());
                bounds[2 * (k - from) + 1] = bounds[2 * (k - from)] + runs.length(group.get(k));
            }
            slices.set(slice, RunLengthMask.ofRuns(size, bounds));
        }
        return VolumeMask.of(slices);
    }

    /** Stretches of one id in one row, slice by slice and row by row, as a forest whose trees are the connected parts. */
    private static final class Runs {
        private static final int FIELDS = 6;
        private static final int SLICE = 0;
        private static final int ROW = 1;
        private static final int FROM = 2;
        private static final int TO = 3;
        private static final int LABEL = 4;
        private static final int PARENT = 5;

        private int[] values = new int[64 * FIELDS];
        private int n;
        private int slices;

        /** Adds the runs of the next slice; the first run of each row, and the end of the last. */
        int[] add(LabelMap slice) {
            int[] starts = new int[slice.height() + 1];
            int[] labels = slice.labels();
            for (int y = 0; y < slice.height(); y++) {
                starts[y] = n;
                for (int x = 0; x < slice.width(); ) {
                    int from = x;
                    int label = labels[y * slice.width() + from];
                    while (x < slice.width() && labels[y * slice.width() + x] == label) {
                        x++;
                    }
                    if (label != 0) {
                        add(y, from, x, label);
                    }
                }
            }
            starts[slice.height()] = n;
            slices++;
            return starts;
        }

        private void add(int row, int from, int to, int label) {
            int at = n * FIELDS;
            values =
                    at + FIELDS <= values.length ? values : Arrays.copyOf(values, Math.multiplyExact(2, values.length));
            values[at + SLICE] = slices;
            values[at + ROW] = row;
            values[at + FROM] = from;
            values[at + TO] = to;
            values[at + LABEL] = label;
            values[at + PARENT] = n;
            n++;
        }

        /** Joins the runs of a slice with those beside them in it and in the slice before. */
        void join(int[] rows, int[] before) {
            for (int y = 0; y < rows.length - 1; y++) {
                if (y > 0) {
                    joinRows(rows, y, rows, y - 1);
                }
                for (int other = Math.max(0, y - 1); other <= Math.min(rows.length - 2, y + 1); other++) {
                    joinRows(rows, y, before, other);
                }
            }
        }

        private void joinRows(int[] rows, int row, int[] others, int other) {
            int first = others[other];
            for (int run = rows[row]; run < rows[row + 1]; run++) {
                while (first < others[other + 1] && get(first, TO) < get(run, FROM)) {
                    first++;
                }
                for (int k = first; k < others[other + 1] && get(k, FROM) <= get(run, TO); k++) {
                    if (label(k) == label(run)) {
                        int a = root(run);
                        int b = root(k);
                        values[Math.max(a, b) * FIELDS + PARENT] = Math.min(a, b);
                    }
                }
            }
        }

        /** The first run of the part that a run belongs to. */
        int root(int run) {
            int at = run;
            while (get(at, PARENT) != at) {
                values[at * FIELDS + PARENT] = get(get(at, PARENT), PARENT);
                at = get(at, PARENT);
            }
            return at;
        }

        int label(int run) {
            return get(run, LABEL);
        }

        int slice(int run) {
            return get(run, SLICE);
        }

        int length(int run) {
            return get(run, TO) - get(run, FROM);
        }

        /** Index of its first pixel in the slice. */
        int start(int run, int width) {
            return get(run, ROW) * width + get(run, FROM);
        }

        private int get(int run, int field) {
            return values[run * FIELDS + field];
        }
    }
}
