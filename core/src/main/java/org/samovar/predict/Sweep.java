package org.samovar.predict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.samovar.image.RunLengthMask;
import org.samovar.memory.Direction;
import org.samovar.predict.VolumeObject.Leg;

/**
 * Goes through the slices once upwards and once downwards, and on each finds all objects that are due there together: the slice is encoded
 * for all of them, and they run in one batch.
 */
final class Sweep {
    private final List<VolumeObject> objects;
    private final SliceFinder finder;
    private final VolumeSettings settings;
    private final PixelStretch stretch;
    private final RunLengthMask nothing;
    private long visited;

    /** @param nothing the empty mask */
    Sweep(
            List<VolumeObject> objects,
            SliceFinder finder,
            VolumeSettings settings,
            PixelStretch stretch,
            RunLengthMask nothing) {
        this.objects = objects;
        this.finder = finder;
        this.settings = settings;
        this.stretch = stretch;
        this.nothing = nothing;
    }

    void run(SliceRange range, SliceListener listener, Progress progress) {
        long downwards = plan(Direction.BACKWARD, range).size();
        sweep(plan(Direction.FORWARD, range), downwards, listener, progress);
        sweep(plan(Direction.BACKWARD, range).descendingMap(), 0, listener, progress);
        progress.step(visited, visited, "following objects");
    }

    /** By slice the ways that lead over it. */
    private NavigableMap<Integer, List<Leg>> plan(Direction direction, SliceRange range) {
        NavigableMap<Integer, List<Leg>> plan = new TreeMap<>();
        for (VolumeObject object : objects) {
            for (Leg leg : object.legs(direction, range, slice -> finder.canGoOn(object.id(), slice))) {
                leg.slices().forEach(slice -> plan.computeIfAbsent(slice, s -> new ArrayList<>())
                        .add(leg));
            }
        }
        return plan;
    }

    /** @param after slices that are visited after this sweep */
    private void sweep(NavigableMap<Integer, List<Leg>> plan, long after, SliceListener listener, Progress progress) {
        Set<Leg> ended = new HashSet<>();
        long total = visited + plan.size() + after;
        for (Map.Entry<Integer, List<Leg>> stop : plan.entrySet()) {
            progress.step(visited, total, "following objects");
            List<Leg> due =
                    stop.getValue().stream().filter(leg -> !ended.contains(leg)).toList();
            if (!due.isEmpty()) {
                Map<Integer, Candidate> fresh = visit(stop.getKey(), due, ended);
                if (!fresh.isEmpty()) {
                    listener.onSlice(stop.getKey(), fresh);
                }
            }
            visited++;
        }
    }

    /** Finds the objects of ways on a slice; returned are those that were not known there. */
    private Map<Integer, Candidate> visit(int slice, List<Leg> due, Set<Leg> ended) {
        Direction direction = due.get(0).direction();
        Map<Integer, Candidate> found = finder.track(
                slice, direction, due.stream().map(leg -> leg.object().id()).toList());
        Map<Integer, Candidate> fresh = new LinkedHashMap<>();
        for (Leg leg : due) {
            VolumeObject object = leg.object();
            Candidate candidate = found.get(object.id());
            if (candidate == null) {
                leg.end(direction.behind(slice, 1), nothing);
                ended.add(leg);
            } else if (!object.isDone(slice)) {
                Candidate inVoxels = candidate.stretchedBy(stretch);
                object.found(slice, RunLengthMask.of(inVoxels.mask()));
                fresh.put(object.id(), inVoxels);
                if (settings.patience().isPresent()
                        && leg.isLost(slice, settings.patience().getAsInt())) {
                    leg.end(slice, nothing);
                    ended.add(leg);
                }
            }
        }
        return fresh;
    }
}
