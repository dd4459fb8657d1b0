package org.samovar.evaluate.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.Protocol;
import org.samovar.evaluate.Report;
import org.samovar.evaluate.semantic.AnswerListener;
import org.samovar.evaluate.semantic.SemanticEvaluation;
import org.samovar.predict.Progress;
import org.samovar.predict.ProgressPart;
import org.samovar.predict.support.SupportSession;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;

/** Scores a network with support sets of each size, several times with other examples; the score of an item is the mean over the draws. */
public final class SupportEvaluation {
    private final Dataset dataset;
    private final SupportProtocol protocol;
    private final String label;
    private final Map<String, String> settings;
    private final IntFunction<SupportSession> sessions;

    /**
     * @param label of the network in reports
     * @param settings what reports say about it
     * @param sessions opens one without examples, for support sets of a size
     */
    public SupportEvaluation(
            Dataset dataset,
            SupportProtocol protocol,
            String label,
            Map<String, String> settings,
            IntFunction<SupportSession> sessions) {
        this.dataset = dataset;
        this.protocol = protocol;
        this.label = label;
        this.settings = settings;
        this.sessions = sessions;
    }

    /**
     * Evaluates the first items of a split.
     *
     * @throws org.samovar.geometry.UserError when it has none
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public SupportCurve run(Split split, int most, Progress progress) {
        List<SupportCurve.Point> points = new ArrayList<>();
        int parts = protocol.sizes().size() * protocol.draws();
        for (int size : protocol.sizes()) {
            List<Report> draws = new ArrayList<>();
            for (int seed = 0; seed < protocol.draws(); seed++) {
                int part = points.size() * protocol.draws() + seed;
                Progress own = new ProgressPart(progress, part, parts, "evaluating with " + size + " examples");
                SupportClasses.Draw draw = new SupportClasses.Draw(protocol.from(), size, seed);
                try (SupportClasses segmenter =
                        new SupportClasses(label, settings, () -> sessions.apply(size), dataset, draw)) {
                    draws.add(new SemanticEvaluation(dataset, segmenter, AnswerListener.NONE)
                            .run(split, most, own)
                            .report());
                }
            }
            points.add(new SupportCurve.Point(size, joined(draws), draws));
        }
        return new SupportCurve(dataset.info().name(), label, split, points);
    }

    /** The means over draws of each item; of an item that was not scored in all of them, over those. */
    private static Report joined(List<Report> draws) {
        Report first = draws.get(0);
        Map<String, List<ItemScore>> byItem = draws.stream()
                .flatMap(report -> report.items().stream())
                .collect(Collectors.groupingBy(ItemScore::id, LinkedHashMap::new, Collectors.toList()));
        Map<String, String> skipped = new TreeMap<>();
        draws.forEach(report -> skipped.putAll(report.skipped()));
        byItem.keySet().forEach(skipped::remove);
        Map<String, String> all = new LinkedHashMap<>(first.settings());
        all.put("draws", Integer.toString(draws.size()));
        return new Report(
                first.dataset(),
                first.model(),
                Protocol.SUPPORT,
                first.split(),
                byItem.values().stream().map(SupportEvaluation::mean).toList(),
                skipped,
                draws.stream().mapToDouble(Report::seconds).sum(),
                first.unit(),
                all);
    }

    private static ItemScore mean(List<ItemScore> draws) {
        return new ItemScore(
                draws.get(0).id(),
                draws.get(0).objects(),
                draws.stream().mapToDouble(ItemScore::dice).average().orElseThrow(),
                draws.stream().mapToDouble(ItemScore::iou).average().orElseThrow(),
                draws.stream().flatMapToDouble(score -> score.hd95().stream()).average(),
                (int) draws.stream().filter(score -> score.undefinedHd95() > 0).count(),
                Optional.empty(),
                List.of(),
                draws.stream()
                        .flatMap(score -> score.diceByClass().entrySet().stream())
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, TreeMap::new, Collectors.averagingDouble(Map.Entry::getValue))));
    }
}
