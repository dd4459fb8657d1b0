package org.samovar.evaluate.volume;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.samovar.evaluate.Segmenter;
import org.samovar.evaluate.SimulatedClicks;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.image.VolumeMask;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;

/**
 * Baselines that segment the prompted slices as images and carry the masks to the others, slice by slice and away from the prompted one; between
 * two prompted slices each mask is carried half of the way. What a network that follows objects adds is what it is better by.
 */
public final class CarriedVolumes implements VolumeSegmenter {
    /** Carried masks of less IoU with the one before have lost the object. */
    private static final double LEAST_IOU = 0.5;

    /** How a mask gets to the next slice. */
    private enum Step {
        COPY,
        BOX
    }

    private final Segmenter segmenter;
    private final Step step;

    private CarriedVolumes(Segmenter segmenter, Step step) {
        this.segmenter = segmenter;
        this.step = step;
    }

    /** The mask of a prompted slice is copied to the others as it is. */
    public static CarriedVolumes copying(Segmenter segmenter) {
        return new CarriedVolumes(segmenter, Step.COPY);
    }

    /**
     * Each slice is segmented anew in the box of its neighbour's mask and by a click on the deepest point of that, until nothing is found or
     * less than half in common (IoU) with the neighbour.
     */
    public static CarriedVolumes boxByBox(Segmenter segmenter) {
        return new CarriedVolumes(segmenter, Step.BOX);
    }

    @Override
    public String label() {
        return segmenter.label() + (step == Step.COPY ? ", copied" : "");
    }

    @Override
    public Answers open(VolumeView view) {
        return new Carrier(view.slices());
    }

    private final class Carrier implements Answers {
        private final SliceSequence slices;
        private final RunLengthMask nothing;
        private final Map<Integer, NavigableMap<Integer, RunLengthMask>> prompted = new HashMap<>();
        private final Map<Integer, List<RunLengthMask>> carried = new HashMap<>();

        Carrier(SliceSequence slices) {
            this.slices = slices;
            this.nothing = RunLengthMask.of(Mask.empty(slices.size()));
        }

        @Override
        public void prompt(int object, int slice, PromptSet prompts) {
            PromptSet all = Corrections.of(prompts, masks(object).get(slice));
            RunLengthMask found = RunLengthMask.of(given(all).orElseGet(() -> segment(slice, all)));
            prompted.computeIfAbsent(object, k -> new TreeMap<>()).put(slice, found);
            masks(object).set(slice, found);
        }

        /** A mask alone is the answer. */
        private static Optional<Mask> given(PromptSet prompts) {
            return prompts.mask().filter(mask -> prompts.prompts().size() == 1);
        }

        private Mask segment(int slice, PromptSet prompts) {
            try (Segmenter.Answers answers = segmenter.open(slices.image(slice))) {
                return answers.answer(prompts);
            }
        }

        @Override
        public void propagate(SliceRange range, Progress progress) {
            int done = 0;
            for (Map.Entry<Integer, NavigableMap<Integer, RunLengthMask>> object : prompted.entrySet()) {
                progress.step(done++, prompted.size(), "carrying masks");
                for (Map.Entry<Integer, RunLengthMask> start : object.getValue().entrySet()) {
                    carry(object.getValue(), start, 1, range, masks(object.getKey()));
                    carry(object.getValue(), start, -1, range, masks(object.getKey()));
                }
            }
            progress.step(done, prompted.size(), "carrying masks");
        }

        private void carry(
                NavigableMap<Integer, RunLengthMask> starts,
                Map.Entry<Integer, RunLengthMask> start,
                int direction,
                SliceRange range,
                List<RunLengthMask> masks) {
            RunLengthMask mask = start.getValue();
            int slice = start.getKey() + direction;
            while (range.contains(slice) && start.getKey().equals(nearest(starts.navigableKeySet(), slice))) {
                mask = next(slice, mask);
                masks.set(slice, mask);
                slice += direction;
            }
        }

        /** The prompted slice that is nearest, of two the lower one. */
        private static int nearest(NavigableSet<Integer> starts, int slice) {
            Integer lower = starts.floor(slice);
            Integer higher = starts.ceiling(slice);
            boolean isLower = higher == null || (lower != null && slice - lower <= higher - slice);
            return Objects.requireNonNull(isLower ? lower : higher);
        }

        private RunLengthMask next(int slice, RunLengthMask neighbour) {
            if (step == Step.COPY || neighbour.isEmpty()) {
                return neighbour;
            }
            Mask mask = neighbour.toMask();
            PromptSet prompts =
                    PromptSet.of(new BoxPrompt(mask.boundingBox().orElseThrow()), SimulatedClicks.into(mask));
            RunLengthMask found = RunLengthMask.of(segment(slice, prompts));
            return found.iou(neighbour) < LEAST_IOU ? nothing : found;
        }

        @Override
        public VolumeMask mask(int object) {
            return VolumeMask.of(masks(object));
        }

        private List<RunLengthMask> masks(int object) {
            return carried.computeIfAbsent(object, k -> new ArrayList<>(Collections.nCopies(slices.count(), nothing)));
        }

        @Override
        public void close() {
            // holds nothing but masks
        }
    }
}
