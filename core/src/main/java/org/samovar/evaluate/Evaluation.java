package org.samovar.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.metric.InstanceAgreement;
import org.samovar.metric.Overlap;
import org.samovar.predict.Progress;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.Objects;
import org.samovar.train.data.SegmentedObject;
import org.samovar.train.data.Split;

/**
 * Runs a protocol over the items of a dataset. An item that cannot be read or has nothing to score is named in the report, and the
 * others go on.
 */
public final class Evaluation {
    private final Dataset dataset;
    private final Protocol protocol;
    private final Segmenter segmenter;

    public Evaluation(Dataset dataset, Protocol protocol, Segmenter segmenter) {
        this.dataset = dataset;
        this.protocol = protocol;
        this.segmenter = segmenter;
    }

    /** Evaluates the items of a split. @throws UserError when it has none */
    public Report run(Split split, Progress progress) {
        return run(split, Integer.MAX_VALUE, progress);
    }

    /** Evaluates the first items of a split. @throws UserError when it has none */
    public Report run(Split split, int most, Progress progress) {
        List<DatasetItem> items = dataset.items(split);
        if (items.isEmpty()) {
            throw new UserError("The dataset " + dataset.info().name() + " has no items in its " + split + " split.");
        }
        items = items.subList(0, Math.min(most, items.size()));
        long start = System.nanoTime();
        List<ItemScore> scores = new ArrayList<>();
        Map<String, String> skipped = new LinkedHashMap<>(dataset.unusable());
        for (int i = 0; i < items.size(); i++) {
            progress.step(i, items.size(), "evaluating " + dataset.info().name());
            DatasetItem item = items.get(i);
            try {
                scores.add(score(item));
            } catch (UserError e) {
                skipped.put(item.id(), e.getMessage());
            }
        }
        progress.step(items.size(), items.size(), "evaluating " + dataset.info().name());
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Report(dataset.info().name(), segmenter.label(), protocol, split, scores, skipped, seconds);
    }

    private ItemScore score(DatasetItem item) {
        Image source = item.image();
        LabelMap labels = item.labels();
        DatasetItem.requireSameSize(item.id(), source, labels);
        RgbImage image = IntensityRule.rgb(source, "the image " + item.id());
        Objects objects = item.objects();
        if (objects.all().isEmpty()) {
            throw new UserError(
                    "The labels of " + item.id() + " have no object of at least " + Objects.SMALLEST + " pixels.");
        }
        try (Segmenter.Answers answers = segmenter.open(image)) {
            return protocol.isWithoutPrompt()
                    ? unprompted(item.id(), objects, answers)
                    : prompted(item.id(), objects, answers);
        }
    }

    private ItemScore prompted(String id, Objects objects, Segmenter.Answers answers) {
        List<ObjectScore> scores = new ArrayList<>();
        for (SegmentedObject object : objects.largest()) {
            Mask truth = objects.mask(object);
            String className = dataset.info().classes().getOrDefault(object.label(), "object");
            scores.add(prompted(className, truth, answers));
        }
        return ItemScore.mean(id, scores);
    }

    private ObjectScore prompted(String className, Mask truth, Segmenter.Answers answers) {
        PromptSet prompts = PromptSet.of(
                protocol == Protocol.BOX
                        ? new BoxPrompt(truth.boundingBox().orElseThrow())
                        : SimulatedClicks.into(truth));
        Mask answer = answers.answer(prompts);
        List<Double> rounds = new ArrayList<>();
        if (protocol == Protocol.INTERACTIVE) {
            rounds.add(Overlap.dice(truth, answer));
            for (int i = 0; i < Protocol.CORRECTIONS; i++) {
                var click = SimulatedClicks.correcting(truth, answer);
                if (click.isPresent()) {
                    prompts = prompts.with(click.get());
                    answer = answers.answer(prompts);
                }
                rounds.add(Overlap.dice(truth, answer));
            }
        }
        return ObjectScore.of(className, truth, answer, rounds);
    }

    /** Matches found objects with labelled ones; Dice and IoU are of the two foregrounds. */
    private ItemScore unprompted(String id, Objects objects, Segmenter.Answers answers) {
        LabelMap found = protocol == Protocol.EVERYTHING ? answers.everything() : answers.instances();
        LabelMap truth = objects.instances();
        ObjectScore foreground = ObjectScore.of("object", truth.foreground(), found.foreground(), List.of());
        return new ItemScore(
                id,
                objects.all().size(),
                foreground.dice(),
                foreground.iou(),
                foreground.hd95(),
                foreground.hd95().isEmpty() ? 1 : 0,
                Optional.of(InstanceAgreement.of(truth, found)),
                List.of(),
                Map.of());
    }
}
