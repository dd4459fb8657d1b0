package org.samovar.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.samovar.model.ImageFeatures;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.Recollection;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * Some of the clips of a batch, by which its tensors (P, ...) are taken apart and put together again; gradients pass.
 *
 * @param clips indices, ascending
 */
record Rows(List<Integer> clips) {
    Rows {
        clips = List.copyOf(clips);
    }

    /** Those of so many clips that fit. */
    static Rows where(int count, IntPredicate fits) {
        return new Rows(IntStream.range(0, count).filter(fits).boxed().toList());
    }

    /** Groups of clips that can run in one batch, by what is remembered of each. */
    static List<Rows> alike(List<Recollection> recalled) {
        List<Rows> groups = new ArrayList<>();
        boolean[] done = new boolean[recalled.size()];
        for (int i = 0; i < done.length; i++) {
            Recollection first = recalled.get(i);
            if (!done[i]) {
                Rows group = where(done.length, k -> recalled.get(k).isBatchedWith(first));
                group.clips.forEach(k -> done[k] = true);
                groups.add(group);
            }
        }
        return groups;
    }

    boolean isEmpty() {
        return clips.isEmpty();
    }

    <T> List<T> of(List<T> all) {
        return clips.stream().map(all::get).toList();
    }

    Tensor of(Tensor all) {
        return all.size(0) == clips.size() ? all : Ops.indexSelect(all, 0, index(clips));
    }

    ImageFeatures of(ImageFeatures all) {
        return all.batch() == clips.size() ? all : all.forPrompts(index(clips));
    }

    FramePrompt of(FramePrompt all) {
        if (all instanceof FramePrompt.Nearby nearby) {
            return new FramePrompt.Nearby(of(nearby.tensors()));
        } else if (all instanceof FramePrompt.Hints hints) {
            return new FramePrompt.Hints(of(hints.tensors()));
        } else if (all instanceof FramePrompt.Given given) {
            return new FramePrompt.Given(of(given.masks()));
        }
        return all;
    }

    private PromptTensors of(PromptTensors all) {
        return new PromptTensors(
                all.points().map(this::of),
                all.labels().map(this::of),
                all.boxes().map(this::of),
                all.masks().map(this::of));
    }

    private static Tensor index(List<Integer> clips) {
        return Tensors.of(clips.stream().mapToLong(i -> i).toArray(), clips.size());
    }

    /**
     * The results of groups of clips that are all clips of a batch together, in its order. Where the groups were offered different numbers
     * of masks, the chosen ones are left.
     */
    static FrameResult join(List<Rows> groups, List<FrameResult> results) {
        if (results.size() == 1) {
            return results.get(0);
        }
        List<Integer> order =
                groups.stream().flatMap(group -> group.clips.stream()).toList();
        Integer[] places = new Integer[order.size()];
        for (int i = 0; i < places.length; i++) {
            places[order.get(i)] = i;
        }
        Tensor index = index(Arrays.asList(places));
        Function<Function<FrameResult, Tensor>, Tensor> joined =
                part -> Ops.indexSelect(Ops.cat(results.stream().map(part).toList(), 0), 0, index);
        boolean offeredAlike = results.stream()
                        .map(r -> r.candidates().iou().size(1))
                        .distinct()
                        .count()
                == 1;
        Tensor score = joined.apply(FrameResult::objectScore);
        Tensor logits = joined.apply(FrameResult::logits);
        Tensor iou = joined.apply(FrameResult::iou);
        MaskPrediction candidates = new MaskPrediction(
                offeredAlike ? joined.apply(r -> r.candidates().logits()) : logits,
                offeredAlike ? joined.apply(r -> r.candidates().iou()) : iou,
                Optional.of(score));
        return new FrameResult(
                candidates, logits, iou, score, joined.apply(FrameResult::pointer), joined.apply(FrameResult::memory));
    }
}
