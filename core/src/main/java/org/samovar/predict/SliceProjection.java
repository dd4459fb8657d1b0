package org.samovar.predict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.IntFunction;
import org.samovar.image.DistanceTransform;
import org.samovar.image.Mask;
import org.samovar.memory.Direction;
import org.samovar.model.MaskOutput;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;

/**
 * Follows objects by prompts that are made from the mask on the slice before, each slice segmented as an image of its own (paper 004,
 * section 2.3; micro-sam, {@code segment_mask_in_volume}). Outside of the prompted slices an object ends where its mask differs too much
 * from the one before; between two prompted slices it does not, and the slice in the middle is prompted by the union of the masks on
 * both sides.
 */
final class SliceProjection implements SliceFinder {
    private final SliceDecoders slices;
    private final Propagation.Projection rule;
    private final SliceFinders.KnownMasks masks;
    private final IntFunction<NavigableSet<Integer>> prompted;

    SliceProjection(
            SliceDecoders slices,
            Propagation.Projection rule,
            SliceFinders.KnownMasks masks,
            IntFunction<NavigableSet<Integer>> prompted) {
        this.slices = slices;
        this.rule = rule;
        this.masks = masks;
        this.prompted = prompted;
    }

    @Override
    public Candidates prompt(int object, int slice, PromptSet prompts, Optional<Logits> earlier) {
        ImageSession session = slices.session(slice);
        return earlier.map(logits -> session.refine(prompts, new Candidate(slices.size(), slices.rule(), logits, 0)))
                .orElseGet(() -> session.predict(prompts));
    }

    @Override
    public void give(int object, int slice, Mask mask) {}

    @Override
    public Map<Integer, Candidate> track(int slice, Direction direction, List<Integer> objects) {
        Map<Integer, Candidate> found = new HashMap<>();
        for (int object : objects) {
            track(object, slice, direction).ifPresent(candidate -> found.put(object, candidate));
        }
        return found;
    }

    private Optional<Candidate> track(int object, int slice, Direction direction) {
        Integer lower = prompted.apply(object).lower(slice);
        Integer higher = prompted.apply(object).higher(slice);
        Mask before = mask(object, direction.behind(slice, 1));
        boolean isBetween = lower != null && higher != null;
        if (isBetween && slice - lower == higher - slice) {
            before = before.or(mask(object, direction.behind(slice, -1)));
        }
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Candidate candidate = slices.session(slice)
                .predict(prompts(before), MaskOutput.SINGLE)
                .chosen();
        return isBetween || candidate.mask().iou(before) >= rule.leastIou() ? Optional.of(candidate) : Optional.empty();
    }

    private Mask mask(int object, int slice) {
        return masks.of(object, slice).orElseGet(() -> Mask.empty(slices.size()));
    }

    private PromptSet prompts(Mask mask) {
        return switch (rule.prompts()) {
            case MASK -> PromptSet.of(new MaskPrompt(mask));
            case BOX -> PromptSet.of(box(mask));
            case BOX_AND_MASK -> PromptSet.of(box(mask), new MaskPrompt(mask));
            case POINTS -> MaskPoints.of(mask);
            case POINTS_AND_MASK -> MaskPoints.of(mask).with(new MaskPrompt(mask));
            case SINGLE_POINT -> PromptSet.of(single(mask));
        };
    }

    private BoxPrompt box(Mask mask) {
        return new BoxPrompt(mask.boundingBox().orElseThrow().expand(1 + 2 * rule.boxExtension()));
    }

    private static PointPrompt single(Mask mask) {
        return new PointPrompt(DistanceTransform.of(mask).deepest().orElseThrow(), Polarity.POSITIVE);
    }

    /** Masks say all there is to go on from. */
    @Override
    public boolean canGoOn(int object, int slice) {
        return true;
    }

    @Override
    public void forgetTracked(int object, int first, int last) {}

    @Override
    public void forgetPrompts(int object, int slice) {}

    @Override
    public void remove(int object) {}

    @Override
    public void close() {}
}
