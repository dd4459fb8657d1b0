package org.samovar.evaluate.collection;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.samovar.evaluate.Gain;
import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.Report;
import org.samovar.metric.Interval;
import org.samovar.predict.Progress;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;

/**
 * The same protocol with one thing after the other added, on several datasets: MedSAM-2's table 3.
 *
 * @param model that was measured
 * @param protocol the same for all rows
 * @param rows reports by the name of the row, in the order of the datasets; the first row is what others are compared with
 */
public record Ablation(String model, CollectionProtocol protocol, Map<String, List<Report>> rows) {
    public Ablation {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /**
     * Measures all rows on all datasets.
     *
     * @param rows what is measured, by the name of the row; at least one
     */
    public static Ablation run(
            String model,
            List<Dataset> datasets,
            CollectionProtocol protocol,
            Map<String, CollectionSegmenter> rows,
            Split split,
            int most,
            Progress progress) {
        Map<String, List<Report>> reports = new LinkedHashMap<>();
        rows.forEach((name, segmenter) -> {
            List<Report> own = new ArrayList<>();
            for (Dataset dataset : datasets) {
                own.add(new CollectionEvaluation(dataset, protocol, segmenter).run(split, most, progress));
            }
            reports.put(name, own);
        });
        return new Ablation(model, protocol, reports);
    }

    private List<Report> first() {
        return rows.values().iterator().next();
    }

    /** The table as JSON: Dice, IoU and HD95 of each row and dataset, and how much Dice is above the first row's, with 95 % intervals. */
    public String toJson() {
        JsonObject out = new JsonObject();
        out.addProperty("model", model);
        out.addProperty("prompt", protocol.prompt().toString());
        out.addProperty("examples", protocol.examples().toString());
        out.addProperty("runs", protocol.runs());
        JsonArray list = new JsonArray();
        rows.forEach((name, reports) -> {
            for (int i = 0; i < reports.size(); i++) {
                list.add(json(name, reports.get(i), first().get(i)));
            }
        });
        out.add("rows", list);
        return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(out) + "\n";
    }

    private static JsonObject json(String name, Report report, Report base) {
        JsonObject out = new JsonObject();
        out.addProperty("row", name);
        out.addProperty("dataset", report.dataset());
        out.addProperty("split", report.split().toString());
        out.addProperty("n", report.items().size());
        put(out, "dice", report.dice());
        put(out, "diceInterval", interval(report));
        put(out, "iou", report.iou());
        put(out, "hd95", report.hd95());
        out.addProperty(
                "undefinedHd95",
                report.items().stream().mapToInt(ItemScore::undefinedHd95).sum());
        Optional<Gain> gain = Gain.of(report, base);
        put(out, "gain", gain.map(g -> OptionalDouble.of(g.mean())).orElse(OptionalDouble.empty()));
        put(out, "gainInterval", gain.map(Gain::interval));
        Optional.ofNullable(report.settings().get(CollectionEvaluation.CLEAN))
                .ifPresent(clean -> out.addProperty(CollectionEvaluation.CLEAN, clean));
        out.addProperty("seconds", report.seconds());
        return out;
    }

    private static void put(JsonObject out, String key, OptionalDouble value) {
        if (value.isPresent()) {
            out.addProperty(key, value.getAsDouble());
        } else {
            out.add(key, JsonNull.INSTANCE);
        }
    }

    private static void put(JsonObject out, String key, Optional<Interval> value) {
        if (value.isEmpty()) {
            out.add(key, JsonNull.INSTANCE);
        } else {
            JsonArray ends = new JsonArray();
            ends.add(value.get().low());
            ends.add(value.get().high());
            out.add(key, ends);
        }
    }

    private static Optional<Interval> interval(Report report) {
        return report.items().isEmpty() ? Optional.empty() : Optional.of(report.diceInterval());
    }

    /** The table for people. */
    public String toMarkdown() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "%s: %s on %s of the images that show a class, %d runs. Mean Dice over the images that show"
                        + " a class with its 95 %% interval; in brackets how much it is above the first row, image by image; clean: on how"
                        + " many images without the class nothing was found.%n%n",
                model,
                protocol.prompt(),
                protocol.examples(),
                protocol.runs()));
        out.append("| |");
        first().forEach(report -> out.append(String.format(
                Locale.ROOT, " %s (%d) |", report.dataset(), report.items().size())));
        out.append(String.format(Locale.ROOT, "%n|-|%s%n", "-|".repeat(first().size())));
        rows.forEach((name, reports) -> {
            out.append("| ").append(name).append(" |");
            for (int i = 0; i < reports.size(); i++) {
                out.append(' ').append(cell(reports.get(i), first().get(i))).append(" |");
            }
            out.append(String.format(Locale.ROOT, "%n"));
        });
        return out.toString();
    }

    private static String cell(Report report, Report base) {
        if (report.items().isEmpty()) {
            return "none scored";
        }
        Interval interval = report.diceInterval();
        String own = String.format(
                Locale.ROOT, "%.3f (%.3f to %.3f)", report.dice().orElseThrow(), interval.low(), interval.high());
        String gained = Gain.of(report, base)
                .filter(g -> report != base)
                .map(g -> String.format(
                        Locale.ROOT,
                        " [%+.3f, %+.3f to %+.3f]",
                        g.mean(),
                        g.interval().low(),
                        g.interval().high()))
                .orElse("");
        String clean = Optional.ofNullable(report.settings().get(CollectionEvaluation.CLEAN))
                .map(text -> ", clean " + text)
                .orElse("");
        return own + gained + clean;
    }
}
