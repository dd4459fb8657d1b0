package org.samovar.predict;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.samovar.image.RunLengthMask;
import org.samovar.memory.Direction;
import org.samovar.prompt.PromptSet;

/**
 * What is known of one object of a volume: its prompts and its masks, and which of them are up to date. Masks may be read by any thread,
 * all else belongs to the thread that works.
 */
final class VolumeObject {
    private final int id;
    private final int count;
    /** By prompted slice: what the prompts there gave, set by set, so that each correction starts from what it corrects. */
    private final NavigableMap<Integer, Map<PromptSet, Logits>> answers = new TreeMap<>();

    private final Map<Integer, RunLengthMask> masks = new ConcurrentHashMap<>();
    private final BitSet done = new BitSet();

    /** @param count slices of the volume */
    VolumeObject(int id, int count) {
        this.id = id;
        this.count = count;
    }

    int id() {
        return id;
    }

    Optional<RunLengthMask> mask(int slice) {
        return Optional.ofNullable(masks.get(slice));
    }

    NavigableMap<Integer, Map<PromptSet, Logits>> prompted() {
        return answers;
    }

    /**
     * The mask that a set of prompts on a prompted slice corrects: what the set without its last prompt gave, else what was there before
     * all prompts.
     */
    Optional<Logits> corrected(int slice, PromptSet prompts) {
        Map<PromptSet, Logits> known = answers.getOrDefault(slice, Map.of());
        return prompts.previous()
                .flatMap(set -> Optional.ofNullable(known.get(set)))
                .or(() -> Optional.ofNullable(known.get(PromptSet.none())));
    }

    /** Remembers the mask that was found on a slice before there were prompts. */
    void startsFrom(int slice, Logits logits) {
        answered(slice, PromptSet.none(), logits);
    }

    /** Remembers what prompts gave. */
    void answered(int slice, PromptSet prompts, Logits logits) {
        answers.computeIfAbsent(slice, s -> new HashMap<>()).put(prompts, logits);
    }

    void forgetPrompts(int slice) {
        answers.remove(slice);
    }

    /** The slices between the prompted neighbours of a slice, which depend on it. */
    SliceRange between(int slice) {
        Integer lower = answers.lowerKey(slice);
        Integer higher = answers.higherKey(slice);
        return new SliceRange(lower == null ? 0 : lower + 1, higher == null ? count - 1 : higher - 1);
    }

    /** Marks slices as not up to date; their masks stay until there are others. */
    void outdate(SliceRange range) {
        done.clear(range.first(), range.last() + 1);
    }

    boolean isDone(int slice) {
        return done.get(slice);
    }

    void found(int slice, RunLengthMask mask) {
        masks.put(slice, mask);
        done.set(slice);
    }

    /** A way on which the object is followed: away from a prompted slice, in one direction. */
    record Leg(VolumeObject object, Direction direction, int first, int last, int limit) {
        /** The slices to be visited, in order. */
        List<Integer> slices() {
            List<Integer> out = new ArrayList<>();
            for (int slice = first; ; slice = direction.behind(slice, -1)) {
                out.add(slice);
                if (slice == last) {
                    return out;
                }
            }
        }

        /** Whether the object was on none of the last slices of this leg up to one. */
        boolean isLost(int slice, int patience) {
            for (int steps = 0; steps < patience; steps++) {
                int passed = direction.behind(slice, steps);
                boolean isOrigin = object.answers.containsKey(passed);
                if (passed < 0 || passed >= object.count || isOrigin || !object.isEmpty(passed)) {
                    return false;
                }
            }
            return true;
        }

        /** Behind a slice the object is on none of this leg, in the range or beyond it. */
        void end(int slice, RunLengthMask nothing) {
            for (int i = slice; i != limit; ) {
                i = direction.behind(i, -1);
                object.found(i, nothing);
            }
        }
    }

    private boolean isEmpty(int slice) {
        return mask(slice).map(RunLengthMask::isEmpty).orElse(false);
    }

    /**
     * The ways in a direction that have slices which are not up to date. Between two prompted slices each slice belongs to the nearer one,
     * and the one in the middle to that above.
     *
     * @param canGoOn whether the object can be followed on from a slice where it was found; if not, its way starts over
     */
    List<Leg> legs(Direction direction, SliceRange range, IntPredicate canGoOn) {
        List<Leg> legs = new ArrayList<>();
        for (int origin : answers.keySet()) {
            int limit = limit(origin, direction);
            int start = direction.behind(origin, -1);
            int last = direction == Direction.FORWARD ? Math.min(limit, range.last()) : Math.max(limit, range.first());
            boolean reaches = direction == Direction.FORWARD
                    ? start <= last && last >= range.first()
                    : start >= last && last <= range.last();
            if (reaches) {
                Leg whole = new Leg(this, direction, start, last, limit);
                whole.slices().stream()
                        .filter(slice -> !isDone(slice))
                        .findFirst()
                        .ifPresent(next -> {
                            int first = next == start || canGoOn.test(direction.behind(next, 1)) ? next : start;
                            legs.add(new Leg(this, direction, first, last, limit));
                        });
            }
        }
        return legs;
    }

    /** The last slice that belongs to a prompted one in a direction. */
    private int limit(int origin, Direction direction) {
        if (direction == Direction.FORWARD) {
            Integer next = answers.higherKey(origin);
            return next == null ? count - 1 : (origin + next - 1) / 2;
        }
        Integer next = answers.lowerKey(origin);
        return next == null ? 0 : (next + origin - 1) / 2 + 1;
    }
}
