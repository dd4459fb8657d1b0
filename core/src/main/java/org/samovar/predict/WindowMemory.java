package org.samovar.predict;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.samovar.geometry.Box;
import org.samovar.geometry.ModelFrame;
import org.samovar.geometry.Region;
import org.samovar.geometry.SteadyWindow;
import org.samovar.image.Mask;
import org.samovar.memory.Corrections;
import org.samovar.memory.Direction;
import org.samovar.memory.MemoryBank;
import org.samovar.memory.MemoryPolicy;
import org.samovar.memory.Tracker;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.FrameStep;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.predict.EmbeddingCache.Lease;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.Scope;

/**
 * Follows objects by the network's memory, each in a window of its own: for networks that are weak on whole slices. The window stays as
 * long as the object is well inside ({@link SteadyWindow}). A network whose prompts are drawn is told the box of the mask on the slice
 * that a slice is reached from, and what it doubts beyond the outermost prompts is not there. Prompted slices are segmented as images are,
 * and remembered so; clicks on a slice where the object was followed are answered from memory.
 */
final class WindowMemory implements SliceFinder {
    /** The box is told a little tighter than it was: objects whose box is told as it was grow from slice to slice beyond their ends. */
    private static final double TIGHTER = 0.95;
    /** Where the network expects less of its own mask (IoU), the object has ended. */
    private static final double LEAST_EXPECTED = 0.5;

    private final SliceDecoders slices;
    private final Supplier<Tracker> trackers;
    private final Map<Integer, Followed> objects = new HashMap<>();

    WindowMemory(SliceDecoders slices, FrameStep step, MemoryPolicy policy) {
        this.slices = slices;
        this.trackers = () -> new Tracker(step, slices.count(), policy, Corrections.PROMPTED, MaskMemory.BINARY);
    }

    /** What is known of one object, which has a tracker to itself: no other has the same windows. */
    private static final class Followed {
        private final Tracker tracker;
        /** Where it was found, for the slices next to those: on all that are remembered, and on the latest. */
        private final Map<Integer, Place> places = new HashMap<>();
        /** Where it was thought to be on slices on which it was followed and that have prompts now, before they had any. */
        private final Map<Integer, Place> starts = new HashMap<>();

        Followed(Tracker tracker) {
            this.tracker = tracker;
        }

        Optional<Place> start(int slice) {
            places.entrySet().stream()
                    .min(Comparator.comparingInt(entry -> Math.abs(entry.getKey() - slice)))
                    .ifPresent(nearest -> starts.putIfAbsent(slice, nearest.getValue()));
            return Optional.ofNullable(starts.get(slice));
        }

        void found(int object, int slice, Place place) {
            places.put(slice, place);
            places.keySet()
                    .removeIf(other -> other != slice
                            && tracker.bank(object).entries().stream().noneMatch(entry -> entry.frame() == other));
        }
    }

    /**
     * Where an object was found on a slice.
     *
     * @param logits of its mask
     * @param box of its mask; empty where it is not on the slice
     */
    private record Place(Logits logits, Optional<Box> box) {
        static Place of(Candidate candidate) {
            return new Place(candidate.logits(), candidate.seenBox());
        }
    }

    private Followed known(int object) {
        return objects.computeIfAbsent(object, id -> new Followed(trackers.get()));
    }

    @Override
    public Candidates prompt(int object, int slice, PromptSet prompts, Optional<Logits> earlier) {
        Optional<Place> tracked = trackedPlace(object, slice, prompts, earlier);
        if (tracked.isPresent()) {
            return correct(object, slice, prompts, earlier, slices.frame(window(tracked.get())));
        }
        ImageSession session = slices.session(slice);
        Candidates found = earlier.map(logits -> session.refine(prompts, slices.candidate(logits)))
                .orElseGet(() -> session.predict(prompts));
        remember(object, slice, found.chosen().mask(), Place.of(found.chosen()));
        return found;
    }

    /**
     * Where an object is on a slice on which it was followed, by the mask that clicks correct, or else by what was known before all prompts. A
     * click alone may mean many things, and the memory knows which; prompts that say where the object is need no memory.
     */
    private Optional<Place> trackedPlace(int object, int slice, PromptSet prompts, Optional<Logits> earlier) {
        Followed followed = known(object);
        boolean onlyClicks =
                drawsPrompts() && prompts.box().isEmpty() && prompts.mask().isEmpty();
        if (!followed.tracker.hasVisited(object, slice)) {
            return Optional.empty();
        }
        Optional<Place> start = followed.start(slice);
        if (!onlyClicks) {
            return Optional.empty();
        }
        return earlier.map(logits -> Place.of(slices.candidate(logits)))
                .or(() -> start)
                .filter(place -> prompts.points().stream()
                        .allMatch(click -> window(place).box().contains(click.point())));
    }

    private Candidates correct(int object, int slice, PromptSet prompts, Optional<Logits> earlier, ModelFrame frame) {
        PromptBatch.Item item = new PromptBatch.Item(frame, prompts, earlier);
        Candidates found = run(slice, frame, (decoder, lease) -> {
            FramePrompt hints = new FramePrompt.Hints(PromptBatch.tensors(List.of(item), PromptStyle.DENSE));
            FrameResult result = known(object).tracker.prompt(object, slice, lease.features(), hints);
            return MemoryAnswers.all(decoder, frame, result);
        });
        known(object).found(object, slice, Place.of(found.chosen()));
        return found;
    }

    @Override
    public void give(int object, int slice, Mask mask) {
        ModelFrame frame = slices.frame(slices.around(mask));
        remember(object, slice, mask, new Place(Logits.of(mask, frame, slices.gridSide()), mask.boundingBox()));
    }

    /** Remembers a mask as given: what was found on the slice alone, in windows that suit the prompts, is better than another look. */
    private void remember(int object, int slice, Mask mask, Place place) {
        ModelFrame frame = slices.frame(window(place));
        run(slice, frame, (decoder, lease) -> known(object)
                .tracker
                .prompt(object, slice, lease.features(), MemoryAnswers.given(mask, frame)));
        known(object).found(object, slice, place);
    }

    /** The window of a place and of the slices that are reached from it; where the object is not it stays, as it may come back. */
    private Region window(Place place) {
        Region last = place.logits().frame().window();
        return place.box()
                .map(box -> {
                    Region fresh = slices.windows().around(box, SteadyWindow.AROUND);
                    boolean stays = SteadyWindow.suits(last.box(), fresh.box(), box, slices.size());
                    return stays ? last : fresh;
                })
                .orElse(last);
    }

    @Override
    public Map<Integer, Candidate> track(int slice, Direction direction, List<Integer> wanted) {
        Map<Integer, Candidate> found = new HashMap<>();
        for (int object : wanted) {
            Followed followed = known(object);
            Place neighbour = Optional.ofNullable(followed.places.get(direction.behind(slice, 1)))
                    .orElseThrow();
            ModelFrame frame = slices.frame(window(neighbour));
            Optional<Candidate> candidate = run(slice, frame, (decoder, lease) -> {
                Map<Integer, FrameResult> result =
                        followed.tracker.track(slice, lease.features(), direction, hint(neighbour, frame));
                return Optional.ofNullable(result.get(object))
                        .map(own -> MemoryAnswers.best(decoder, frame, own))
                        .map(own -> isBelieved(object, slice, own) ? own : own.withoutObject());
            });
            candidate.ifPresent(own -> {
                followed.found(object, slice, Place.of(own));
                found.put(object, own);
            });
        }
        return found;
    }

    /** Whether an object is where it was found; a score that is no number never says so. */
    private boolean isBelieved(int object, int slice, Candidate found) {
        double least = isBetweenPrompts(object, slice) ? Double.NEGATIVE_INFINITY : LEAST_EXPECTED;
        return !drawsPrompts() || found.score() >= least;
    }

    /** There it is not doubted that the object is there: it would have to end and to begin anew. */
    private boolean isBetweenPrompts(int object, int slice) {
        MemoryBank bank = known(object).tracker.bank(object);
        return bank.prompted().lowerKey(slice) != null && bank.prompted().higherKey(slice) != null;
    }

    private boolean drawsPrompts() {
        return slices.settings().style() == PromptStyle.DENSE;
    }

    private FramePrompt hint(Place neighbour, ModelFrame frame) {
        if (!drawsPrompts()) {
            return new FramePrompt.None();
        }
        // where there is no mask the box is the whole window, as in training
        Box box = neighbour
                .box()
                .map(last -> last.expand(TIGHTER))
                .orElse(frame.window().box());
        PromptBatch.Item item = new PromptBatch.Item(frame, PromptSet.of(new BoxPrompt(box)), Optional.empty());
        return new FramePrompt.Nearby(PromptBatch.tensors(List.of(item), PromptStyle.DENSE));
    }

    /** What is done with the features of a window. */
    private interface Work<T> {
        T with(WindowDecoder decoder, Lease lease);
    }

    private <T> T run(int slice, ModelFrame frame, Work<T> work) {
        WindowDecoder decoder = slices.of(slice);
        try (Scope scope = slices.settings().scope();
                Lease lease = decoder.lease(frame)) {
            return work.with(decoder, lease);
        }
    }

    @Override
    public boolean canGoOn(int object, int slice) {
        return known(object).places.containsKey(slice);
    }

    @Override
    public void forgetTracked(int object, int first, int last) {
        Followed followed = known(object);
        followed.tracker.forgetTracked(object, first, last);
        followed.places
                .keySet()
                .removeIf(slice -> first <= slice
                        && slice <= last
                        && !followed.tracker.bank(object).prompted().containsKey(slice));
    }

    @Override
    public void forgetPrompts(int object, int slice) {
        Followed followed = known(object);
        followed.tracker.forgetPrompts(object, slice);
        followed.places.remove(slice);
        followed.starts.remove(slice);
    }

    @Override
    public void remove(int object) {
        Followed followed = objects.remove(object);
        if (followed != null) {
            followed.tracker.close();
        }
    }

    @Override
    public void close() {
        List.copyOf(objects.keySet()).forEach(this::remove);
    }
}
