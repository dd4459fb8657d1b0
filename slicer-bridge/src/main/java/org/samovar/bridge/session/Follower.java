package org.samovar.bridge.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.samovar.bridge.plane.AxisPlane;
import org.samovar.bridge.plane.Plane;
import org.samovar.bridge.plane.SeenVolume;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Candidate;
import org.samovar.predict.Conversation;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;
import org.samovar.predict.VolumeSession;
import org.samovar.predict.VolumeSettings;

/** Follows segments along one way; what was found stays, so that a correction goes over the slices again that depend on it, and no others. */
public final class Follower implements AutoCloseable {
    private final Session.Way way;
    private final SeenVolume seen;
    private final VolumeSession volume;
    private final Map<Segment, Followed> followed = new HashMap<>();

    Follower(Session.Way way, SeenVolume seen, OpenModels.Shared shared) {
        this.way = way;
        this.seen = seen;
        VolumeSettings suited = shared.model().volumeSettings();
        VolumeSettings settings = way.axis() == Axis.T ? suited.inTime() : suited;
        SliceSequence slices = seen.slices(way.axis(), way.fixed());
        this.volume = shared.model().session(slices, settings, shared.seen());
    }

    /** From the first to the last slice, both inclusive; all where it says so. */
    public record Range(Optional<SliceRange> slices) {
        public static final Range ALL = new Range(Optional.empty());
    }

    /**
     * What came of it.
     *
     * @param slices that were looked at
     * @param doubts by segment where the network is least sure, of the slices on which it was found
     */
    public record Outcome(int slices, Map<String, Doubt> doubts) {}

    /**
     * A slice to check.
     *
     * @param slice along the way
     * @param score the network's estimate of the mask's IoU
     */
    public record Doubt(int slice, double score) {}

    /** What a segment's slices were told, and what was said of them to the client. */
    private static final class Followed {
        private final Map<Integer, Conversation> told = new TreeMap<>();
        private final Map<Integer, RunLengthMask> sent = new HashMap<>();
    }

    void forget(Segment segment) {
        if (followed.remove(segment) != null) {
            volume.remove(segment.object());
        }
    }

    Outcome follow(
            Map<String, Segment> segments,
            Function<Plane, Look> looks,
            Range range,
            Progress progress,
            Patches patches) {
        SliceSequence slices = volume.slices();
        SliceRange through = range.slices().orElse(SliceRange.all(slices));
        slices.requireSlice(through.last());
        Map<String, Segment> wanted = new LinkedHashMap<>(segments);
        wanted.values().removeIf(segment -> said(segment).isEmpty());
        if (wanted.isEmpty()) {
            throw new UserError(
                    "There is nothing to follow in this direction.", "Give the segment a prompt on one of its slices.");
        }
        List<Segment> others = new ArrayList<>(followed.keySet());
        others.removeAll(wanted.values());
        others.forEach(this::forget);
        wanted.values().forEach(segment -> tell(segment, looks));
        Run run = new Run(wanted, patches);
        run.sendAll();
        try {
            volume.propagate(through, run::found, progress);
        } finally {
            run.sendAll();
        }
        return new Outcome(run.slices, run.doubts);
    }

    private Plane plane(int slice) {
        return way.axis() == Axis.T
                ? new AxisPlane(Axis.Z, way.fixed(), slice)
                : new AxisPlane(way.axis(), slice, way.fixed());
    }

    /** What was said about a segment on slices of this way. */
    private Map<Integer, Conversation> said(Segment segment) {
        Map<Integer, Conversation> out = new TreeMap<>();
        for (int slice = 0; slice < volume.slices().count(); slice++) {
            Segment.Told told = segment.told().get(plane(slice));
            if (told != null) {
                out.put(slice, told.said());
            }
        }
        return out;
    }

    /** Tells the volume what was said since the last time. */
    private void tell(Segment segment, Function<Plane, Look> looks) {
        Followed known = followed.computeIfAbsent(segment, s -> new Followed());
        Map<Integer, Conversation> said = said(segment);
        said.forEach((slice, conversation) -> {
            if (!conversation.equals(known.told.get(slice))) {
                tell(segment.object(), slice, conversation, looks);
            }
        });
        known.told.keySet().stream()
                .filter(slice -> !said.containsKey(slice))
                .forEach(slice -> volume.forgetPrompts(segment.object(), slice));
        known.told.clear();
        known.told.putAll(said);
    }

    /** A single prompt is the volume's own to answer, by its memory; of a conversation the mask that it led to is given. */
    private void tell(int object, int slice, Conversation said, Function<Plane, Look> looks) {
        boolean isPlain =
                said.turns().size() == 1 && said.turns().get(0).choice().isEmpty();
        volume.forgetPrompts(object, slice);
        if (isPlain) {
            volume.prompt(object, slice, said.prompts());
        } else {
            Candidate meant = looks.apply(plane(slice)).answer(said).chosen();
            volume.give(object, slice, meant.mask());
        }
    }

    /** One time through the slices. */
    private final class Run {
        private final Map<String, Segment> wanted;
        private final Map<Integer, String> keys = new HashMap<>();
        private final Patches patches;
        private final Map<String, Doubt> doubts = new LinkedHashMap<>();
        private int slices;

        Run(Map<String, Segment> wanted, Patches patches) {
            this.wanted = wanted;
            this.patches = patches;
            wanted.forEach((key, segment) -> keys.put(segment.object(), key));
        }

        void found(int slice, Map<Integer, Candidate> objects) {
            slices++;
            objects.forEach((object, candidate) -> {
                String key = Objects.requireNonNull(keys.get(object), "an object that is not followed");
                RunLengthMask mask = candidate.runs();
                send(key, Objects.requireNonNull(wanted.get(key)), slice, mask);
                if (!mask.isEmpty()) {
                    Doubt here = new Doubt(slice, candidate.score());
                    doubts.merge(key, here, (a, b) -> b.score() < a.score() ? b : a);
                }
            });
        }

        /** What is not told slice by slice: prompted slices, and those behind the end of a segment. */
        void sendAll() {
            wanted.forEach((key, segment) -> {
                for (int slice = 0; slice < volume.slices().count(); slice++) {
                    int here = slice;
                    volume.mask(segment.object(), slice).ifPresent(mask -> send(key, segment, here, mask));
                }
            });
        }

        private void send(String key, Segment segment, int slice, RunLengthMask mask) {
            Followed known = followed.computeIfAbsent(segment, s -> new Followed());
            RunLengthMask before = known.sent.put(slice, mask);
            if (!mask.equals(before)) {
                Plane plane = plane(slice);
                patches.found(key, segment.revision(), plane, plane.in(seen).patch(mask));
            }
        }
    }

    @Override
    public void close() {
        volume.close();
    }
}
