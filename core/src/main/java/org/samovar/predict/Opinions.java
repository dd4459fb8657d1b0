package org.samovar.predict;

import java.util.HashMap;
import java.util.Map;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;

/**
 * What several passes over a volume say about one object, voxel by voxel: the sum of their probabilities, or of their votes. Planes along z
 * that no pass found anything on take no memory.
 */
final class Opinions {
    /** What certainty counts; six of them fit a char. */
    private static final int CERTAIN = 10_000;

    private static final int MOST_PASSES = Character.MAX_VALUE / CERTAIN;

    private final VolumeSize size;
    private final Aggregate rule;
    private final Map<Integer, char[]> planes = new HashMap<>();
    private int passes;

    Opinions(VolumeSize size, Aggregate rule) {
        this.size = size;
        this.rule = rule;
    }

    /** Begins another pass; slices that it does not speak of are background to it. */
    void begin() {
        passes++;
        if (passes > MOST_PASSES) {
            throw new IllegalStateException(passes + " passes");
        }
    }

    /** What the present pass says about a slice; once for each slice. */
    void add(Axis axis, int index, Candidate candidate) {
        if (rule == Aggregate.VOTE) {
            add(axis, index, RunLengthMask.of(candidate.mask()));
            return;
        }
        float[] probabilities = candidate.probabilities();
        for (int i = 0; i < probabilities.length; i++) {
            add(axis, index, i, Math.round(probabilities[i] * CERTAIN));
        }
    }

    /** The same with certainty. */
    void add(Axis axis, int index, RunLengthMask mask) {
        mask.forEachRun((from, to) -> {
            for (int i = from; i < to; i++) {
                add(axis, index, i, CERTAIN);
            }
        });
    }

    /** @param pixel of the slice, row by row */
    private void add(Axis axis, int index, int pixel, int said) {
        if (said > 0) {
            int columns = size.slice(axis).width();
            add(axis, index, pixel % columns, pixel / columns, said);
        }
    }

    private void add(Axis axis, int index, int column, int row, int said) {
        int x = axis == Axis.X ? index : column;
        int y = axis == Axis.X ? column : axis == Axis.Y ? index : row;
        int z = axis == Axis.Z ? index : row;
        char[] plane = planes.computeIfAbsent(z, p -> new char[size.width() * size.height()]);
        plane[y * size.width() + x] += (char) said;
    }

    private boolean isObject(int x, int y, int z) {
        char[] plane = planes.get(z);
        return plane != null && 2 * plane[y * size.width() + x] > passes * CERTAIN;
    }

    /** The mask on a slice by all passes so far. */
    Mask mask(Axis axis, int index) {
        Size slice = size.slice(axis);
        return switch (axis) {
            case X -> Mask.where(slice, (y, z) -> isObject(index, y, z));
            case Y -> Mask.where(slice, (x, z) -> isObject(x, index, z));
            case Z -> Mask.where(slice, (x, y) -> isObject(x, y, index));
            case T -> throw new IllegalArgumentException("time");
        };
    }
}
