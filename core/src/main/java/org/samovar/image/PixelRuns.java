package org.samovar.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Region;

/**
 * A set of pixels of a plane that may be larger than any array, such as an object of a slide: runs along rows. Immutable.
 *
 * <p>The runs are in order, row by row from left to right; those of a row do not touch.
 */
public final class PixelRuns {
    /** No pixel. */
    public static final PixelRuns EMPTY = new PixelRuns(new int[0]);

    private static final int PARTS = 3;

    /** Row, first column and the column behind the last of each run. */
    private final int[] runs;

    private PixelRuns(int[] runs) {
        this.runs = runs;
    }

    /** What is done with a run. */
    @FunctionalInterface
    public interface Action {
        /**
         * One run.
         *
         * @param y its row
         * @param from its first column
         * @param to the column after its last
         */
        void accept(int y, int from, int to);
    }

    /** Collects runs in order. */
    public static final class Builder {
        private int[] runs = new int[PARTS * 8];
        private int length;

        /**
         * Adds a run, which may begin where the one before ends.
         *
         * @throws IllegalArgumentException when it is empty or not behind the one before
         */
        public Builder add(int y, int from, int to) {
            boolean isFirst = length == 0;
            int lastY = isFirst ? 0 : runs[length - 3];
            int lastTo = isFirst ? 0 : runs[length - 1];
            if (from >= to || (!isFirst && (y < lastY || (y == lastY && from < lastTo)))) {
                throw new IllegalArgumentException("a run from " + from + " to " + to + " of row " + y);
            }
            if (!isFirst && y == lastY && from == lastTo) {
                runs[length - 1] = to;
                return this;
            }
            runs = length == runs.length ? Arrays.copyOf(runs, 2 * length) : runs;
            runs[length++] = y;
            runs[length++] = from;
            runs[length++] = to;
            return this;
        }

        /** The runs so far. */
        public PixelRuns build() {
            return new PixelRuns(Arrays.copyOf(runs, length));
        }
    }

    /** A mask of a window as a part of the plane. @param x column of the window's corner @param y its row */
    public static PixelRuns of(RunLengthMask mask, int x, int y) {
        Builder out = new Builder();
        int width = mask.width();
        mask.forEachRun((from, to) -> {
            for (int at = from; at < to; ) {
                int row = at / width;
                int end = Math.min(to, (row + 1) * width);
                out.add(y + row, x + at - row * width, x + end - row * width);
                at = end;
            }
        });
        return out.build();
    }

    /** The pixels that are in any of some sets. */
    public static PixelRuns union(List<PixelRuns> sets) {
        if (sets.size() == 1) {
            return sets.get(0);
        }
        int[][] all = sets.stream()
                .flatMap(set -> Arrays.stream(set.triples()))
                .sorted((a, b) -> a[0] != b[0] ? Integer.compare(a[0], b[0]) : Integer.compare(a[1], b[1]))
                .toArray(int[][]::new);
        Builder out = new Builder();
        for (int i = 0; i < all.length; ) {
            int end = all[i][2];
            int k = i + 1;
            while (k < all.length && all[k][0] == all[i][0] && all[k][1] <= end) {
                end = Math.max(end, all[k][2]);
                k++;
            }
            out.add(all[i][0], all[i][1], end);
            i = k;
        }
        return out.build();
    }

    private int[][] triples() {
        int[][] out = new int[count()][];
        for (int i = 0; i < out.length; i++) {
            out[i] = Arrays.copyOfRange(runs, PARTS * i, PARTS * i + PARTS);
        }
        return out;
    }

    /** Number of runs. */
    public int count() {
        return runs.length / PARTS;
    }

    public boolean isEmpty() {
        return runs.length == 0;
    }

    /** Number of pixels. */
    public long area() {
        long area = 0;
        for (int i = 0; i < runs.length; i += PARTS) {
            area += runs[i + 2] - runs[i + 1];
        }
        return area;
    }

    /** Visits the runs in order. */
    public void forEach(Action action) {
        for (int i = 0; i < runs.length; i += PARTS) {
            action.accept(runs[i], runs[i + 1], runs[i + 2]);
        }
    }

    /** The smallest region with all pixels; empty when there are none. */
    public Optional<Region> region() {
        if (isEmpty()) {
            return Optional.empty();
        }
        int left = Integer.MAX_VALUE;
        int right = Integer.MIN_VALUE;
        for (int i = 0; i < runs.length; i += PARTS) {
            left = Math.min(left, runs[i + 1]);
            right = Math.max(right, runs[i + 2]);
        }
        int top = runs[0];
        return Optional.of(new Region(left, top, right - left, runs[runs.length - PARTS] - top + 1));
    }

    /** The pixels within a region. */
    public PixelRuns within(Region part) {
        Builder out = new Builder();
        int bottom = part.y() + part.height();
        int right = part.x() + part.width();
        for (int i = 0; i < runs.length && runs[i] < bottom; i += PARTS) {
            int from = Math.max(part.x(), runs[i + 1]);
            int to = Math.min(right, runs[i + 2]);
            if (runs[i] >= part.y() && from < to) {
                out.add(runs[i], from, to);
            }
        }
        return out.build();
    }

    /** Number of pixels that are in both. */
    public long overlap(PixelRuns other) {
        long n = 0;
        for (int i = 0, j = 0; i < runs.length && j < other.runs.length; ) {
            if (runs[i] != other.runs[j]) {
                boolean isBehind = runs[i] > other.runs[j];
                i += isBehind ? 0 : PARTS;
                j += isBehind ? PARTS : 0;
                continue;
            }
            int end = Math.min(runs[i + 2], other.runs[j + 2]);
            n += Math.max(0, end - Math.max(runs[i + 1], other.runs[j + 1]));
            boolean isFirst = runs[i + 2] == end;
            i += isFirst ? PARTS : 0;
            j += isFirst ? 0 : PARTS;
        }
        return n;
    }

    /** Intersection over union, 0 to 1; 1 when both are empty. */
    public double iou(PixelRuns other) {
        long common = overlap(other);
        long all = area() + other.area() - common;
        return all == 0 ? 1 : (double) common / all;
    }

    /** Whether a pixel of one is a pixel of the other or beside, above or below one. */
    public boolean touches(PixelRuns other) {
        return overlap(other) > 0 || grown().overlap(other) > 0;
    }

    /** With the pixels beside, above and below. */
    private PixelRuns grown() {
        return union(List.of(shifted(-1, 0), shifted(1, 0), shifted(0, -1), shifted(0, 1)));
    }

    private PixelRuns shifted(int x, int y) {
        int[] out = runs.clone();
        for (int i = 0; i < out.length; i += PARTS) {
            out[i] += y;
            out[i + 1] += x;
            out[i + 2] += x;
        }
        return new PixelRuns(out);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PixelRuns other && Arrays.equals(runs, other.runs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(runs);
    }

    @Override
    public String toString() {
        return "PixelRuns of " + area() + " pixels"
                + region().map(r -> " in " + r).orElse("");
    }
}
