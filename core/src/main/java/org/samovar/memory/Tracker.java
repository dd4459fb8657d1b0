package org.samovar.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.samovar.geometry.UserError;
import org.samovar.memory.MemoryEntry.Origin;
import org.samovar.model.ImageFeatures;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.FrameStep;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.model.sam2.Recollection;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;

/**
 * Follows objects through a sequence of frames, in time or along an axis of a volume: prompts on any frame, then passes over frames in
 * either direction, corrections in between, as often as wanted. Objects are independent of each other; those whose banks are alike
 * run in one batch. Reference for what happens: {@code SAM2VideoPredictor}.
 *
 * <p>The caller encodes frames, decides which to visit and keeps masks; the tracker owns the memories until it is closed. Each call
 * needs an open {@link Scope} without gradients, whose owner gets the results. Not for several threads at once.
 */
public final class Tracker implements AutoCloseable {
    /** What is known of one object. */
    private static final class Track {
        private MemoryBank bank = MemoryBank.empty();
        /** The frames with prompts, also those whose memory the policy has dropped. */
        private final Set<Integer> prompted = new HashSet<>();
        /** The frames on which it was found from memory, and on which way. */
        private final Map<Integer, Direction> visited = new HashMap<>();
        /** By frame with prompts: what helps with all prompts on it. */
        private final Map<Integer, Kept> kept = new HashMap<>();
    }

    /** A copy of what was remembered at some time. */
    private record Kept(Scope owner, List<Recollection> recalled) {
        static Kept of(List<Recollection> recalled) {
            Scope owner = Scope.shared();
            return new Kept(
                    owner,
                    recalled.stream()
                            .map(one -> new Recollection(
                                    one.memories().stream()
                                            .map(memory -> new Recollection.Memory(
                                                    owner.adopt(Ops.copy(memory.features())), memory.slot()))
                                            .toList(),
                                    one.pointers().stream()
                                            .map(pointer -> new Recollection.Pointer(
                                                    owner.adopt(Ops.copy(pointer.features())), pointer.distance()))
                                            .toList()))
                            .toList());
        }
    }

    private final FrameStep step;
    private final int frames;
    private final MemoryPolicy policy;
    private final Corrections corrections;
    private final MaskMemory maskMemory;
    private final Map<Integer, Track> tracks = new LinkedHashMap<>();

    /**
     * A tracker without objects.
     *
     * @param frames length of the sequence
     * @param maskMemory how masks of prompted frames are remembered
     */
    public Tracker(FrameStep step, int frames, MemoryPolicy policy, Corrections corrections, MaskMemory maskMemory) {
        this.step = step;
        this.frames = frames;
        this.policy = policy;
        this.corrections = corrections;
        this.maskMemory = maskMemory;
    }

    /** The objects, in the order of their first prompts. */
    public List<Integer> objects() {
        return List.copyOf(tracks.keySet());
    }

    /** Whether a pass has found an object on a frame, which may have got prompts since. */
    public boolean hasVisited(int object, int frame) {
        return Optional.ofNullable(tracks.get(object))
                .map(track -> track.visited.containsKey(frame))
                .orElse(false);
    }

    /** The bank of an object; empty for one that is unknown. */
    public MemoryBank bank(int object) {
        return Optional.ofNullable(tracks.get(object)).map(track -> track.bank).orElse(MemoryBank.empty());
    }

    /**
     * Segments an object from prompts on a frame and remembers it; an unknown object is new. Where a pass has visited the frame, the object's
     * memories help, otherwise the frame is seen alone. Those are the memories there were when the first prompts came, until they are
     * forgotten: what prompts change elsewhere changes nothing here, and the same prompts give the same answer.
     *
     * @param object any number
     * @param features of the frame alone, (1, ...)
     * @param prompt all prompts of the object on this frame, with the logits of its present mask if there are any; for one object
     * @return masks (1, 1, 4H, 4W) and scores
     * @throws UserError when the network's answer is not a number
     */
    public FrameResult prompt(int object, int frame, ImageFeatures features, FramePrompt prompt) {
        Track track = tracks.getOrDefault(object, new Track());
        Optional<Direction> visited = Optional.ofNullable(track.visited.get(frame));
        Moment moment = moment(frame, features, visited.orElse(Direction.FORWARD));
        List<Recollection> recalled = Optional.ofNullable(track.kept.get(frame))
                .map(Kept::recalled)
                .or(() -> visited.flatMap(way -> policy.recall(track.bank.without(frame), moment))
                        .map(List::of))
                .orElse(List.of());
        FrameResult result = step.run(features, prompt, recalled, maskMemory);
        if (Double.isNaN(result.objectScore().item())) {
            throw new UserError("The model's answer on frame " + frame
                    + " is not a number; does the image hold values that are none?");
        }
        boolean isTracked =
                visited.isPresent() && corrections == Corrections.TRACKED && !track.prompted.contains(frame);
        if (!isTracked) {
            track.prompted.add(frame);
            track.kept.computeIfAbsent(frame, f -> Kept.of(recalled));
        }
        Origin origin = isTracked ? Origin.TRACKED : Origin.PROMPTED;
        remember(track, MemoryEntry.copyOf(result, frame, origin, moment.image()));
        tracks.put(object, track);
        return result;
    }

    /**
     * Finds on a frame every object that is followed and has no prompts there, and remembers it.
     *
     * @param features of the frame alone, (1, ...)
     * @return masks (1, 1, 4H, 4W) and scores by object, in no order; objects with prompts on this frame, or on none, are left out
     */
    public Map<Integer, FrameResult> track(int frame, ImageFeatures features, Direction direction) {
        return track(frame, features, direction, new FramePrompt.None());
    }

    /**
     * The same with a hint.
     *
     * @param hint nothing, or what is known from a frame nearby of the only object that is followed
     */
    public Map<Integer, FrameResult> track(int frame, ImageFeatures features, Direction direction, FramePrompt hint) {
        if (hint.isFromUser() || (hint instanceof FramePrompt.Nearby && tracks.size() > 1)) {
            throw new IllegalArgumentException("a hint of " + hint + " for " + tracks.size() + " objects");
        }
        return track(moment(frame, features, direction), features, hint, tracks.keySet());
    }

    /**
     * The same for some of the objects; the others stay as they are.
     *
     * @param wanted which; those that are unknown are left out
     */
    public Map<Integer, FrameResult> track(
            int frame, ImageFeatures features, Direction direction, Collection<Integer> wanted) {
        return track(moment(frame, features, direction), features, new FramePrompt.None(), wanted);
    }

    private Map<Integer, FrameResult> track(
            Moment moment, ImageFeatures features, FramePrompt hint, Collection<Integer> wanted) {
        Map<Integer, FrameResult> found = find(moment, features, hint, wanted);
        tracks.forEach((object, track) -> Optional.ofNullable(found.get(object)).ifPresent(own -> {
            remember(track, MemoryEntry.copyOf(own, moment.frame(), Origin.TRACKED, moment.image()));
            track.visited.put(moment.frame(), moment.direction());
        }));
        return found;
    }

    /** The same as {@link #track(int, ImageFeatures, Direction)}, but nothing is remembered. */
    public Map<Integer, FrameResult> find(int frame, ImageFeatures features, Direction direction) {
        return find(moment(frame, features, direction), features, new FramePrompt.None(), tracks.keySet());
    }

    private Moment moment(int frame, ImageFeatures features, Direction direction) {
        if (!policy.comparesFrames()) {
            return new Moment(frame, frames, direction);
        }
        try (Scope scope = Scope.nested()) {
            return new Moment(frame, frames, direction, Optional.of(Fingerprint.of(step.embedding(features))));
        }
    }

    private Map<Integer, FrameResult> find(
            Moment moment, ImageFeatures features, FramePrompt hint, Collection<Integer> wanted) {
        List<Due> due = new ArrayList<>();
        tracks.forEach((object, track) -> {
            if (wanted.contains(object) && !track.prompted.contains(moment.frame())) {
                policy.recall(track.bank, moment).ifPresent(recalled -> due.add(new Due(object, recalled)));
            }
        });
        Map<Integer, FrameResult> results = new LinkedHashMap<>();
        for (List<Due> batch : batches(due)) {
            List<Recollection> recalled = batch.stream().map(Due::recalled).toList();
            FrameResult found = step.run(features, hint, recalled, maskMemory);
            for (int i = 0; i < batch.size(); i++) {
                results.put(batch.get(i).object, found.of(i));
            }
        }
        return results;
    }

    /** An object to be found, and what is remembered of it. */
    private record Due(int object, Recollection recalled) {}

    /** Objects that can run together. */
    private static List<List<Due>> batches(List<Due> due) {
        List<List<Due>> batches = new ArrayList<>();
        for (Due object : due) {
            batches.stream()
                    .filter(batch -> batch.get(0).recalled.isBatchedWith(object.recalled))
                    .findFirst()
                    .ifPresentOrElse(batch -> batch.add(object), () -> batches.add(new ArrayList<>(List.of(object))));
        }
        return batches;
    }

    /** Puts a memory into the bank, if the policy wants it, and frees what the bank does not hold any more. */
    private void remember(Track track, MemoryEntry entry) {
        MemoryBank before = track.bank;
        replace(track, policy.admit(before, entry));
        if (!track.bank.entries().contains(entry)) {
            entry.close();
        }
    }

    private static void replace(Track track, MemoryBank bank) {
        Set<MemoryEntry> kept = new HashSet<>(bank.entries());
        track.bank.entries().stream().filter(entry -> !kept.contains(entry)).forEach(MemoryEntry::close);
        track.bank = bank;
    }

    /** Forgets what the prompts on a frame said about an object; later passes find it there from memory. */
    public void forgetPrompts(int object, int frame) {
        Track track = tracks.get(object);
        if (track != null && track.prompted.remove(frame)) {
            replace(track, track.bank.without(frame));
            Optional.ofNullable(track.kept.remove(frame)).ifPresent(kept -> kept.owner.close());
        }
    }

    /**
     * Forgets where an object was found from memory, so that a later pass over these frames does not see what is out of date.
     *
     * @param first of the frames
     * @param last of the frames, inclusive
     */
    public void forgetTracked(int object, int first, int last) {
        Track track = tracks.get(object);
        if (track != null) {
            replace(
                    track,
                    track.bank.only(entry ->
                            entry.origin() == Origin.PROMPTED || entry.frame() < first || entry.frame() > last));
        }
    }

    /** Removes an object with all its memories; the others are as they were. */
    public void remove(int object) {
        Track track = tracks.remove(object);
        if (track != null) {
            replace(track, MemoryBank.empty());
            track.kept.values().forEach(kept -> kept.owner.close());
        }
    }

    /** Removes all objects. */
    @Override
    public void close() {
        objects().forEach(this::remove);
    }
}
