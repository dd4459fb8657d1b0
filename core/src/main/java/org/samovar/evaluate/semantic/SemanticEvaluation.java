package org.samovar.evaluate.semantic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.Protocol;
import org.samovar.evaluate.Report;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.image.VolumeMask;
import org.samovar.predict.Progress;
import org.samovar.predict.ProgressPart;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetInfo;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;

/**
 * Scores the classes of images, or of whole volumes, against the labels of a dataset. An item that cannot be read or has nothing to score
 * is named in the report, and the others go on.
 */
public final class SemanticEvaluation {
    private final Dataset dataset;
    private final ClassSegmenter segmenter;
    private final AnswerListener listener;
    /** Names by label, ascending. */
    private final Map<Integer, String> classes;

    /** @throws UserError when the dataset has no classes */
    public SemanticEvaluation(Dataset dataset, ClassSegmenter segmenter, AnswerListener listener) {
        this.dataset = dataset;
        this.segmenter = segmenter;
        this.listener = listener;
        this.classes = classes(dataset.info());
    }

    /**
     * The names of the classes of a dataset by their labels, ascending.
     *
     * @throws UserError when it has none
     */
    public static Map<Integer, String> classes(DatasetInfo info) {
        Map<Integer, String> named = new TreeMap<>(info.classes());
        if (info.kind() == LabelKind.BINARY) {
            return Map.of(1, named.getOrDefault(1, "foreground"));
        }
        if (info.kind() == LabelKind.INSTANCES || named.isEmpty()) {
            throw new UserError("The dataset " + info.name()
                    + " has objects but no classes, so that there is nothing to find without prompts but everything.");
        }
        return named;
    }

    /**
     * Evaluates the first items of a split.
     *
     * @throws UserError when it has none
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public SemanticReport run(Split split, int most, Progress progress) {
        List<VolumeItem> volumes = dataset.volumes(split);
        List<DatasetItem> images = dataset.items(split);
        boolean areVolumes = !volumes.isEmpty();
        int count = Math.min(most, areVolumes ? volumes.size() : images.size());
        if (count == 0) {
            throw new UserError("The dataset " + dataset.info().name() + " has no items in its " + split + " split.");
        }
        long start = System.nanoTime();
        List<Scored> scored = new ArrayList<>();
        Map<String, String> skipped = new LinkedHashMap<>(dataset.unusable());
        for (int i = 0; i < count; i++) {
            String id = areVolumes ? volumes.get(i).id() : images.get(i).id();
            Progress part = new ProgressPart(progress, i, count, "evaluating " + id);
            try {
                part.step(0, 1, id);
                scored.add(areVolumes ? score(volumes.get(i), part) : score(images.get(i), part));
            } catch (UserError e) {
                skipped.put(id, id + ": " + e.getMessage());
            }
        }
        progress.step(count, count, "evaluating " + dataset.info().name());
        Report report = new Report(
                dataset.info().name(),
                segmenter.label(),
                Protocol.SEMANTIC,
                split,
                scored.stream().map(Scored::mean).toList(),
                skipped,
                (System.nanoTime() - start) / 1e9,
                String.join(
                        " or ", new TreeSet<>(scored.stream().map(Scored::unit).toList())),
                segmenter.settings());
        return new SemanticReport(
                report,
                List.copyOf(classes.values()),
                scored.stream().map(Scored::classes).toList());
    }

    private record Scored(ItemClasses classes, ItemScore mean, String unit) {
        static Scored of(ItemClasses classes, String unit) {
            return new Scored(classes, classes.mean(), unit);
        }
    }

    private Scored score(DatasetItem item, Progress progress) {
        LabelMap truth = item.labels();
        DatasetItem.requireSameSize(item.id(), item.image(), truth);
        LabelMap answer = segmenter.segment(item, progress);
        Map<String, ClassScore> scores = new LinkedHashMap<>();
        classes.forEach((label, name) ->
                scores.put(name, ClassScore.of(flat(truth, label), flat(answer, label), Spacing.PIXELS)));
        Scored scored = Scored.of(new ItemClasses(item.id(), scores), Spacing.PIXELS.unit());
        listener.answered(item, answer, scored.mean);
        return scored;
    }

    private Scored score(VolumeItem item, Progress progress) {
        LabelVolume truth = item.labels();
        LabelVolume answer = segmenter.segment(item, progress);
        Axis axis = item.axis();
        Spacing spacing = item.volume().geometry().spacing(axis);
        Map<String, ClassScore> scores = new LinkedHashMap<>();
        classes.forEach((label, name) -> {
            List<VolumeMask> wanted = masks(truth, axis, label);
            List<VolumeMask> found = masks(answer, axis, label);
            scores.put(name, ClassScore.of(wanted, found, spacing));
        });
        Scored scored = Scored.of(new ItemClasses(item.id(), scores), spacing.unit());
        listener.answered(item, answer, scored.mean);
        return scored;
    }

    private List<VolumeMask> flat(LabelMap labels, int label) {
        return List.of(VolumeMask.of(List.of(RunLengthMask.of(mask(labels, label)))));
    }

    /** One for each point in time of a series, otherwise one. */
    private List<VolumeMask> masks(LabelVolume labels, Axis axis, int label) {
        VolumeMask slices = VolumeMask.of(IntStream.range(0, labels.size().count(axis))
                .mapToObj(i -> RunLengthMask.of(mask(labels.slice(axis, i, 0), label)))
                .toList());
        return axis == Axis.T ? slices.separated() : List.of(slices);
    }

    /** In a binary dataset all that is not background is the class. */
    private Mask mask(LabelMap labels, int label) {
        return dataset.info().kind() == LabelKind.BINARY ? labels.foreground() : labels.mask(label);
    }
}
