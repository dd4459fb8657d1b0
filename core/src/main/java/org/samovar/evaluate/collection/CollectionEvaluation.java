package org.samovar.evaluate.collection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.ObjectScore;
import org.samovar.evaluate.Protocol;
import org.samovar.evaluate.Report;
import org.samovar.evaluate.collection.Heaps.Entry;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.predict.Progress;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.Split;

/**
 * The one-prompt task of MedSAM-2: for each class of a dataset some images are shown with a prompt, first, and the class is to be found on
 * all others of the split, one after the other. An example is not scored in its run.
 *
 * <p>Dice, IoU and HD95 are over the images that show the class, so that finding nothing anywhere is worth nothing. Images without it, where
 * the dataset labels everything, are asked about too: on how many of them nothing was found stands as {@link #CLEAN} in the settings
 * of the report. The score of an image is the mean over its classes, that of a class the mean over the runs.
 */
public final class CollectionEvaluation {
    /** Under which a report's settings say on how many images without the class nothing was found, over classes and runs. */
    public static final String CLEAN = "clean";

    private final Dataset dataset;
    private final CollectionProtocol protocol;
    private final CollectionSegmenter segmenter;

    public CollectionEvaluation(Dataset dataset, CollectionProtocol protocol, CollectionSegmenter segmenter) {
        this.dataset = dataset;
        this.protocol = protocol;
        this.segmenter = segmenter;
    }

    /**
     * Evaluates the first items of a split.
     *
     * @throws UserError when it has none
     */
    public Report run(Split split, int most, Progress progress) {
        List<DatasetItem> items = dataset.items(split);
        if (items.isEmpty()) {
            throw new UserError("The dataset " + dataset.info().name() + " has no items in its " + split + " split.");
        }
        long start = System.nanoTime();
        Heaps heaps = Heaps.of(dataset, items.subList(0, Math.min(most, items.size())), progress);
        Scores scores = new Scores();
        int turns = heaps.all().size() * protocol.runs();
        int turn = 0;
        for (Map.Entry<String, List<Entry>> heap : heaps.all().entrySet()) {
            for (int run = 0; run < protocol.runs(); run++) {
                Progress part = part(progress, turn++, turns);
                run(heap.getKey(), inOrderOf(run, heap.getValue()), scores, part);
            }
        }
        Map<String, String> skipped = new LinkedHashMap<>(dataset.unusable());
        skipped.putAll(heaps.skipped());
        return new Report(
                dataset.info().name(),
                segmenter.label(),
                Protocol.COLLECTION,
                split,
                scores.items(items),
                skipped,
                (System.nanoTime() - start) / 1e9,
                Spacing.PIXELS.unit(),
                settings(scores));
    }

    private Map<String, String> settings(Scores scores) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("prompt", protocol.prompt().toString());
        settings.put("examples", protocol.examples().toString());
        settings.put("runs", Integer.toString(protocol.runs()));
        settings.putAll(segmenter.settings());
        if (scores.absent > 0) {
            settings.put(CLEAN, scores.clean + " of " + scores.absent);
        }
        return settings;
    }

    /** The first run takes the dataset as it is. */
    private static List<Entry> inOrderOf(int run, List<Entry> heap) {
        List<Entry> ordered = new ArrayList<>(heap);
        if (run > 0) {
            Collections.shuffle(ordered, new Random(run));
        }
        return ordered;
    }

    private void run(String className, List<Entry> heap, Scores scores, Progress progress) {
        List<Entry> showing = heap.stream().filter(Entry::isExample).toList();
        List<Entry> examples = protocol.examples().choose(showing.size()).stream()
                .map(showing::get)
                .toList();
        List<Entry> others =
                heap.stream().filter(entry -> !examples.contains(entry)).toList();
        try (CollectionSegmenter.Answers answers = segmenter.open()) {
            for (Entry example : examples) {
                answers.example(example.image(), protocol.prompt().of(example.truth()));
            }
            for (int i = 0; i < others.size(); i++) {
                progress.step(i, others.size(), "finding " + className);
                Mask answer = answers.answer(others.get(i).image());
                scores.add(others.get(i), className, answer);
            }
        }
    }

    /** One of so many equal parts. */
    private static Progress part(Progress whole, int index, int parts) {
        return new Progress() {
            @Override
            public void report(long done, long total, String what) {
                whole.report(index * total + done, parts * total, what);
            }

            @Override
            public boolean isCancelled() {
                return whole.isCancelled();
            }
        };
    }

    /** The scores of each item by class, one for each run in which it was no example. */
    private static final class Scores {
        private final Map<DatasetItem, Map<String, List<ObjectScore>>> all = new LinkedHashMap<>();
        /** Answers about images without the class. */
        private int absent;
        /** Those that were right: nothing. */
        private int clean;

        void add(Entry entry, String className, Mask answer) {
            if (entry.area() == 0) {
                absent++;
                clean += answer.isEmpty() ? 1 : 0;
            } else {
                all.computeIfAbsent(entry.item(), i -> new TreeMap<>())
                        .computeIfAbsent(className, c -> new ArrayList<>())
                        .add(ObjectScore.of(className, entry.truth(), answer, List.of()));
            }
        }

        List<ItemScore> items(List<DatasetItem> order) {
            return order.stream()
                    .filter(all::containsKey)
                    .map(item -> ItemScore.mean(
                            item.id(),
                            all.getOrDefault(item, Map.of()).values().stream()
                                    .map(Scores::mean)
                                    .toList()))
                    .toList();
        }

        private static ObjectScore mean(List<ObjectScore> runs) {
            return new ObjectScore(
                    runs.get(0).className(),
                    runs.stream().mapToDouble(ObjectScore::dice).average().orElseThrow(),
                    runs.stream().mapToDouble(ObjectScore::iou).average().orElseThrow(),
                    runs.stream().flatMapToDouble(s -> s.hd95().stream()).average(),
                    List.of());
        }
    }
}
