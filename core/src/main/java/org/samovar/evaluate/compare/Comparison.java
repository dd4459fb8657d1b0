package org.samovar.evaluate.compare;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.samovar.evaluate.Gain;
import org.samovar.evaluate.Report;
import org.samovar.metric.Interval;
import org.samovar.train.Trainer;

/**
 * Systems that were measured on the same items.
 *
 * @param rows at least one; the first is what the others are compared with
 */
public record Comparison(List<Row> rows) {
    /**
     * A system.
     *
     * @param name in the table
     * @param report what was measured
     * @param training absent for a system that was not trained for this
     */
    public record Row(String name, Report report, Optional<Trainer.Outcome> training) {}

    public Comparison {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("nothing to compare");
        }
    }

    /** The whole of it, {@code null} where a score is undefined. */
    public String toJson() {
        JsonArray list = new JsonArray();
        for (Row row : rows) {
            JsonObject out = new JsonObject();
            out.addProperty("name", row.name);
            JsonObject training = new JsonObject();
            row.training.ifPresent(t -> {
                training.addProperty("trained", t.trained());
                training.addProperty("all", t.all());
                training.addProperty("iterations", t.iterations());
                training.addProperty("minutes", t.minutes());
            });
            out.add("training", row.training.isPresent() ? training : JsonNull.INSTANCE);
            gain(row).ifPresent(gain -> out.add("gain", json(gain)));
            out.add("report", new Gson().fromJson(row.report.toJson(), JsonObject.class));
            list.add(out);
        }
        JsonObject all = new JsonObject();
        all.add("rows", list);
        return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(all) + "\n";
    }

    private static JsonObject json(Gain gain) {
        JsonObject out = new JsonObject();
        out.addProperty("mean", gain.mean());
        JsonArray ends = new JsonArray();
        ends.add(gain.interval().low());
        ends.add(gain.interval().high());
        out.add("interval", ends);
        return out;
    }

    /** How much a row is above the first one; empty for the first. */
    private Optional<Gain> gain(Row row) {
        Report base = rows.get(0).report;
        return row.report == base ? Optional.empty() : Gain.of(row.report, base);
    }

    /** The table for people, in Markdown. */
    public String toMarkdown() {
        List<String> classes = new ArrayList<>(rows.stream()
                .flatMap(row -> row.report.diceByClass().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
        Report first = rows.get(0).report;
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "%s, %s split, %d items. Mean Dice with its 95 %% interval; in brackets how much it is above the first row, item by item.%n%n",
                first.dataset(),
                first.split(),
                first.items().size()));
        out.append("| system | Dice |");
        classes.forEach(name -> out.append(' ').append(name).append(" |"));
        out.append(String.format(
                Locale.ROOT, " HD95 (%s) | trained of all values | minutes, steps | s an item |%n", first.unit()));
        out.append("|-|").append("-|".repeat(classes.size() + 5)).append(System.lineSeparator());
        rows.forEach(row -> out.append(line(row, classes)));
        rows.stream().filter(row -> !row.report.skipped().isEmpty()).forEach(row -> out.append(System.lineSeparator())
                .append(row.name)
                .append(": not scored: ")
                .append(String.join("; ", row.report.skipped().values()))
                .append(System.lineSeparator()));
        return out.toString();
    }

    /**
     * How systems did on several datasets, in Markdown.
     *
     * @param datasets by name, at least one; systems are told apart by their names, and need not be the same in all
     */
    public static String overview(Map<String, Comparison> datasets) {
        Map<String, Map<String, Report>> systems = new LinkedHashMap<>();
        StringBuilder out = new StringBuilder(
                "Mean Dice on the test split of each dataset, with its 95 % interval. Items of each in brackets.\n\n| system |");
        datasets.forEach((set, comparison) -> {
            out.append(String.format(
                    Locale.ROOT,
                    " [%s](%s/report.md) (%d) |",
                    set,
                    set,
                    comparison.rows.get(0).report.items().size()));
            comparison.rows.forEach(row -> systems.computeIfAbsent(row.name, name -> new LinkedHashMap<>())
                    .put(set, row.report));
        });
        out.append(" mean |\n|-|").append("-|".repeat(datasets.size() + 1)).append('\n');
        systems.forEach((name, reports) -> {
            out.append("| ").append(name).append(" |");
            List<Report> scored = new ArrayList<>();
            for (String set : datasets.keySet()) {
                Optional<Report> report = Optional.ofNullable(reports.get(set))
                        .filter(r -> r.dice().isPresent());
                report.ifPresent(scored::add);
                out.append(report.map(r -> " " + dice(r) + " |").orElse(" - |"));
            }
            // a mean over fewer datasets would not compare
            out.append(
                    scored.size() == datasets.size()
                            ? String.format(
                                    Locale.ROOT,
                                    " %.3f |%n",
                                    scored.stream()
                                            .mapToDouble(r -> r.dice().orElseThrow())
                                            .average()
                                            .orElseThrow())
                            : String.format(Locale.ROOT, " - |%n"));
        });
        return out.toString();
    }

    private static String dice(Report report) {
        Interval interval = report.diceInterval();
        return String.format(
                Locale.ROOT, "%.3f (%.3f to %.3f)", report.dice().orElseThrow(), interval.low(), interval.high());
    }

    private String line(Row row, List<String> classes) {
        Report report = row.report;
        StringBuilder out = new StringBuilder("| ").append(row.name).append(" | ");
        if (report.items().isEmpty()) {
            return out.append("none scored |")
                    .append(" |".repeat(classes.size() + 4))
                    .append(System.lineSeparator())
                    .toString();
        }
        out.append(dice(report));
        gain(row)
                .ifPresent(gain -> out.append(String.format(
                        Locale.ROOT,
                        " [%+.3f, %+.3f to %+.3f]",
                        gain.mean(),
                        gain.interval().low(),
                        gain.interval().high())));
        out.append(" |");
        for (String name : classes) {
            Optional<Double> dice = Optional.ofNullable(report.diceByClass().get(name));
            out.append(dice.map(d -> String.format(Locale.ROOT, " %.3f |", d)).orElse(" - |"));
        }
        String distance = report.hd95().isPresent()
                ? String.format(Locale.ROOT, " %.1f", report.hd95().getAsDouble())
                : " -";
        // whoever misses the hard ones is not nearer for it
        out.append(distance)
                .append(report.undefinedHd95() == 0 ? "" : " (without " + report.undefinedHd95() + ")")
                .append(" |");
        out.append(row.training
                .map(t -> String.format(
                        Locale.ROOT, " %,d of %,d | %.1f, %,d |", t.trained(), t.all(), t.minutes(), t.iterations()))
                .orElse(" - | - |"));
        double each = report.seconds() / report.items().size();
        return out.append(String.format(Locale.ROOT, " %.1f |%n", each)).toString();
    }
}
