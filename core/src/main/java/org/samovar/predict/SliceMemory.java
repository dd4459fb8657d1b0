package org.samovar.predict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.ModelFrame;
import org.samovar.image.Mask;
import org.samovar.memory.Corrections;
import org.samovar.memory.Direction;
import org.samovar.memory.MemoryPolicy;
import org.samovar.memory.Tracker;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.FrameStep;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.predict.EmbeddingCache.Lease;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.Scope;

/**
 * Follows objects by the network's memory on whole slices, as the published networks are used: each slice is encoded once, and
 * objects that remember as many slices are found on it in one batch.
 */
final class SliceMemory implements SliceFinder {
    private final SliceDecoders slices;
    private final Tracker tracker;
    /** The slice on which each object was found last. */
    private final Map<Integer, Integer> latest = new HashMap<>();

    SliceMemory(SliceDecoders slices, FrameStep step, MemoryPolicy policy) {
        this.slices = slices;
        this.tracker = new Tracker(step, slices.count(), policy, Corrections.PROMPTED, MaskMemory.BINARY);
    }

    @Override
    public Candidates prompt(int object, int slice, PromptSet prompts, Optional<Logits> earlier) {
        ModelFrame frame = slices.whole();
        WindowDecoder decoder = slices.of(slice);
        try (Scope scope = slices.settings().scope();
                Lease lease = decoder.lease(frame)) {
            PromptBatch.Item item = new PromptBatch.Item(frame, prompts, earlier);
            FramePrompt hints = new FramePrompt.Hints(
                    PromptBatch.tensors(List.of(item), slices.settings().style()));
            return MemoryAnswers.all(decoder, frame, tracker.prompt(object, slice, lease.features(), hints));
        }
    }

    @Override
    public void give(int object, int slice, Mask mask) {
        ModelFrame frame = slices.whole();
        try (Scope scope = slices.settings().scope();
                Lease lease = slices.of(slice).lease(frame)) {
            tracker.prompt(object, slice, lease.features(), MemoryAnswers.given(mask, frame));
        }
    }

    @Override
    public Map<Integer, Candidate> track(int slice, Direction direction, List<Integer> objects) {
        ModelFrame frame = slices.whole();
        WindowDecoder decoder = slices.of(slice);
        try (Scope scope = slices.settings().scope();
                Lease lease = decoder.lease(frame)) {
            Map<Integer, FrameResult> results = tracker.track(slice, lease.features(), direction, objects);
            Map<Integer, Candidate> found = new HashMap<>();
            results.forEach((object, result) -> {
                found.put(object, MemoryAnswers.best(decoder, frame, result));
                latest.put(object, slice);
            });
            return found;
        }
    }

    @Override
    public boolean canGoOn(int object, int slice) {
        return Integer.valueOf(slice).equals(latest.get(object))
                || tracker.bank(object).entries().stream().anyMatch(entry -> entry.frame() == slice);
    }

    @Override
    public void forgetTracked(int object, int first, int last) {
        tracker.forgetTracked(object, first, last);
    }

    @Override
    public void forgetPrompts(int object, int slice) {
        tracker.forgetPrompts(object, slice);
    }

    @Override
    public void remove(int object) {
        tracker.remove(object);
        latest.remove(object);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
