package org.samovar.fiji.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.samovar.fiji.convert.ObjectRois.Facts;
import org.samovar.fiji.convert.SeenPart;
import org.samovar.fiji.convert.ShownPlane;
import org.samovar.fiji.model.Segmentation;
import org.samovar.fiji.model.Segmenter;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.image.DistanceTransform;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Progress;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.PromptText;

/**
 * Refines the objects of a plane: a click where an object is deepest, together with its mask, says which object is meant. An object has its own score
 * where it has one, otherwise the IoU of its mask with the model's answer. One whose score is too low gets the answer instead, but for pixels of others.
 */
final class RefinePlane {
    /** Of which there are masks of pixels at a time. */
    private static final int AT_ONCE = 16;

    private final ShownPlane plane;
    private final Segmenter segmenter;
    private final double below;

    RefinePlane(ShownPlane plane, Segmenter segmenter, double below) {
        this.plane = plane;
        this.segmenter = segmenter;
        this.below = below;
    }

    /**
     * All objects in order, with better masks where they had bad ones.
     *
     * @throws CancellationException when cancelled
     */
    List<PlacedObject> refine(List<PlacedObject> objects, Progress progress) {
        Map<Region, List<PlacedObject>> parts = objects.stream()
                .filter(this::isDoubtful)
                .collect(Collectors.groupingBy(this::part, LinkedHashMap::new, Collectors.toList()));
        Map<Integer, PlacedObject> better = new HashMap<>();
        parts.forEach((part, here) -> {
            RgbImage pixels = plane.part(part);
            for (int from = 0; from < here.size(); from += AT_ONCE) {
                List<PlacedObject> some = here.subList(from, Math.min(from + AT_ONCE, here.size()));
                answer(pixels, part, some, progress)
                        .forEach(object -> better.put(object.facts().id(), object));
            }
        });
        return apart(objects, better);
    }

    /** An object with a good score of its own needs no answer. */
    private boolean isDoubtful(PlacedObject object) {
        double score = object.facts().score();
        return !Double.isFinite(score) || score < below;
    }

    private Region part(PlacedObject object) {
        Region place = object.mask().region().orElseThrow();
        return SeenPart.of(plane.size(), PromptSet.of(new BoxPrompt(place.box())));
    }

    /** Those of the objects for which the answer is to be taken. */
    private List<PlacedObject> answer(RgbImage pixels, Region part, List<PlacedObject> objects, Progress progress) {
        List<PromptSet> prompts =
                objects.stream().map(object -> prompts(object, part)).toList();
        List<Segmentation> answers = segmenter.segment(pixels, prompts, progress);
        List<PlacedObject> better = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            Segmentation answer = answers.get(i).pasted(part, plane.size());
            if (isBetter(answer, objects.get(i))) {
                better.add(objects.get(i).with(answer.mask(), facts(objects.get(i), answer, prompts.get(i), part)));
            }
        }
        return better;
    }

    private boolean isBetter(Segmentation answer, PlacedObject old) {
        double score = old.facts().score();
        if (answer.mask().isEmpty()) {
            return false;
        }
        return Double.isFinite(score) ? answer.score() > score : answer.mask().iou(old.mask()) < below;
    }

    private static PromptSet prompts(PlacedObject object, Region part) {
        Mask mask = object.mask().crop(part);
        return PromptSet.of(click(DistanceTransform.of(mask).deepest().orElseThrow()), new MaskPrompt(mask));
    }

    private static PointPrompt click(ImagePoint place) {
        return new PointPrompt(place, Polarity.POSITIVE);
    }

    /** What was asked about, as places of the whole plane, and what came of it. */
    private Facts facts(PlacedObject old, Segmentation answer, PromptSet prompts, Region part) {
        ImagePoint inside = prompts.points().get(0).point().plus(part.x(), part.y());
        String words = PromptText.of(click(inside)) + "; " + PromptText.ofMask(old.mask());
        return new Facts(old.facts().id(), words, segmenter.name(), answer.score());
    }

    /** Better masks take no pixel of the objects that stay as they are, nor of better ones before them. */
    private List<PlacedObject> apart(List<PlacedObject> objects, Map<Integer, PlacedObject> better) {
        int[] owners = new int[plane.size().pixels()];
        objects.stream()
                .filter(object -> !better.containsKey(object.facts().id()))
                .forEach(object -> claim(owners, object));
        objects.forEach(object -> {
            if (better.containsKey(object.facts().id())) {
                claim(owners, better.get(object.facts().id()));
            }
        });
        SortedMap<Integer, RunLengthMask> free =
                LabelMap.of(plane.size().width(), plane.size().height(), owners).runs();
        return objects.stream()
                .map(old -> {
                    int id = old.facts().id();
                    PlacedObject fresh = better.get(id);
                    return fresh == null || !free.containsKey(id) ? old : fresh.with(free.get(id), fresh.facts());
                })
                .toList();
    }

    private static void claim(int[] owners, PlacedObject object) {
        object.mask().forEachRun((from, to) -> {
            for (int i = from; i < to; i++) {
                owners[i] = owners[i] == 0 ? object.facts().id() : owners[i];
            }
        });
    }
}
