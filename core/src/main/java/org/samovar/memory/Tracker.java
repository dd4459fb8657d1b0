package org.samovar.memory;

import java.util.ArrayList;
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
        /** The frames on which it was found from memory, and on which way. */
        private final Map<Integer, Direction> visited = new HashMap<>();
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

    /** The bank of an object; empty for one that is unknown. */
    public MemoryBank bank(int object) {
        return Optional.ofNullable(tracks.get(object)).map(track -> track.bank).orElse(MemoryBank.empty());
    }

    /**
     * Segments an object from prompts on a frame and remembers it; an unknown object is new. Where a pass has visited the frame, the object's
     * memories help, otherwise the frame is seen alone.
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
        Moment moment = new Moment(frame, frames, visited.orElse(Direction.FORWARD));
        List<Recollection> recalled = visited.isPresent()
                ? policy.recall(track.bank.without(frame), moment).map(List::of).orElse(List.of())
                : List.of();
        FrameResult result = step.run(features, prompt, recalled, maskMemory);
        if (Double.isNaN(result.objectScore().item())) {
            throw new UserError("The model's answer on frame " + frame
                    + " is not a number; does the image hold values that are none?");
        }
        boolean isTracked = visited.isPresent()
                && corrections == Corrections.TRACKED
                && !track.bank.prompted().containsKey(frame);
        remember(track, MemoryEntry.copyOf(result, frame, isTracked ? Origin.TRACKED : Origin.PROMPTED));
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
        Moment moment = new Moment(frame, frames, direction);
        List<Due> due = new ArrayList<>();
        tracks.forEach((object, track) -> {
            if (!track.bank.prompted().containsKey(frame)) {
                policy.recall(track.bank, moment).ifPresent(recalled -> due.add(new Due(object, track, recalled)));
            }
        });
        Map<Integer, FrameResult> results = new LinkedHashMap<>();
        for (List<Due> batch : batches(due)) {
            List<Recollection> recalled = batch.stream().map(Due::recalled).toList();
            FrameResult found = step.run(features, hint, recalled, maskMemory);
            for (int i = 0; i < batch.size(); i++) {
                Due object = batch.get(i);
                FrameResult own = found.of(i);
                remember(object.track, MemoryEntry.copyOf(own, frame, Origin.TRACKED));
                object.track.visited.put(frame, direction);
                results.put(object.object, own);
            }
        }
        return results;
    }

    /** An object to be found, and what is remembered of it. */
    private record Due(int object, Track track, Recollection recalled) {}

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
        if (track != null && track.bank.prompted().containsKey(frame)) {
            replace(track, track.bank.without(frame));
        }
    }

    /** Removes an object with all its memories; the others are as they were. */
    public void remove(int object) {
        Track track = tracks.remove(object);
        if (track != null) {
            replace(track, MemoryBank.empty());
        }
    }

    /** Removes all objects. */
    @Override
    public void close() {
        objects().forEach(this::remove);
    }
}
