package org.samovar.method.rfmedsam2;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.samovar.model.sam2.Recollection;

/**
 * Which slices a slice remembers, and at which positions in time (section 3.3.2, figure 4 (2)). All have a memory from step 1, the slice
 * itself included. Positions 1 to 6 are SAM 2's of the frames before, position 0 is its position of prompted frames.
 */
public enum Frames {
    /** (2a), as in SAM 2: every slice of the patch was prompted, so that all have position 0. */
    PROMPTED {
        @Override
        List<Seen> seen(int slice, int depth) {
            return IntStream.range(0, depth)
                    .mapToObj(other -> Seen.of(other, slice, depth, Recollection.PROMPTED))
                    .toList();
        }
    },
    /** (2b), the paper's: the slice itself has position 0, the six before it have 1 to 6. */
    PRECEDING {
        @Override
        List<Seen> seen(int slice, int depth) {
            return around(slice, depth, MOST, 0);
        }
    },
    /** As we read (2c): the slice itself has position 0, the three before it and the three behind it have 1 to 3. */
    BOTH_SIDES {
        @Override
        List<Seen> seen(int slice, int depth) {
            return around(slice, depth, MOST / 2, MOST / 2);
        }
    },
    /** As we read (2d), which takes more memory: the slice itself has position 0, the six before it and the six behind it have 1 to 6. */
    BOTH_SIDES_WIDE {
        @Override
        List<Seen> seen(int slice, int depth) {
            return around(slice, depth, MOST, MOST);
        }
    };

    /** Positions in time but 0. */
    private static final int MOST = Recollection.PROMPTED;

    /** Most frames between which SAM 2 places pointers; the paper says nothing of them, so that slices that are remembered have theirs. */
    private static final int POINTER_FRAMES = 16;

    /**
     * A slice that is remembered.
     *
     * @param slice which
     * @param slot of {@link Recollection.Memory}
     * @param distance of {@link Recollection.Pointer}
     */
    record Seen(int slice, int slot, double distance) {
        static Seen of(int other, int slice, int depth, int slot) {
            int longest = Math.max(1, Math.min(depth, POINTER_FRAMES) - 1);
            return new Seen(other, slot, (double) (slice - other) / longest);
        }
    }

    /** What a slice of a patch remembers. */
    abstract List<Seen> seen(int slice, int depth);

    private static List<Seen> around(int slice, int depth, int before, int behind) {
        List<Seen> out = new ArrayList<>(List.of(Seen.of(slice, slice, depth, Recollection.PROMPTED)));
        for (int steps = 1; steps <= Math.max(before, behind); steps++) {
            if (steps <= before && slice - steps >= 0) {
                out.add(Seen.of(slice - steps, slice, depth, steps - 1));
            }
            if (steps <= behind && slice + steps < depth) {
                out.add(Seen.of(slice + steps, slice, depth, steps - 1));
            }
        }
        return out;
    }
}
