package org.samovar.evaluate.semantic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.samovar.evaluate.Report;
import org.samovar.metric.Bootstrap;
import org.samovar.metric.Interval;

/**
 * What an evaluation of classes found.
 *
 * @param report the figures of each item, means over its classes
 * @param classes names, in the order of their labels
 * @param items the figures of each class on each item, in the order of the report
 */
public record SemanticReport(Report report, List<String> classes, List<ItemClasses> items) {
    private static final long SEED = 1;

    public SemanticReport {
        classes = List.copyOf(classes);
        items = List.copyOf(items);
    }

    /** A score of a class. */
    public enum Figure {
        DICE(ClassScore::dice),
        IOU(ClassScore::iou),
        HD95(ClassScore::hd95);

        private final Function<ClassScore, OptionalDouble> of;

        Figure(Function<ClassScore, OptionalDouble> of) {
            this.of = of;
        }

        /** As the JSON names it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Mean of a figure of a class over the items where it is defined; empty where it is on none. */
    public OptionalDouble mean(String name, Figure figure) {
        double[] values = values(name, figure);
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(average(values));
    }

    /** 95 % bootstrap interval of {@link #mean(String, Figure)}. */
    public Optional<Interval> interval(String name, Figure figure) {
        double[] values = values(name, figure);
        return values.length == 0 ? Optional.empty() : Optional.of(Bootstrap.ofMean(values, SEED));
    }

    /** Mean of a figure over the classes, each class the mean over its items, as papers have it. */
    public OptionalDouble meanOfClasses(Figure figure) {
        return classes.stream()
                .flatMapToDouble(name -> mean(name, figure).stream())
                .average();
    }

    /** Items that neither have a class nor were said to. */
    public int neither(String name) {
        return (int) scores(name).stream().filter(s -> s.dice().isEmpty()).count();
    }

    /** Items that have a class which was not found, or the other way round: their HD95 is undefined. */
    public int onlyOne(String name) {
        return (int) scores(name).stream()
                .filter(s -> s.dice().isPresent() && s.hd95().isEmpty())
                .count();
    }

    private List<ClassScore> scores(String name) {
        return items.stream()
                .flatMap(item -> Optional.ofNullable(item.scores().get(name)).stream())
                .toList();
    }

    private double[] values(String name, Figure figure) {
        return scores(name).stream()
                .flatMapToDouble(s -> figure.of.apply(s).stream())
                .toArray();
    }

    private static double average(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The report as JSON, with {@code classes}, {@code meanOfClasses} and the classes of each item. */
    public String toJson() {
        JsonObject out = report.json();
        double[] distances =
                report.items().stream().flatMapToDouble(i -> i.hd95().stream()).toArray();
        out.getAsJsonObject("interval")
                .add(
                        "hd95",
                        json(
                                distances.length == 0
                                        ? Optional.empty()
                                        : Optional.of(Bootstrap.ofMean(distances, SEED))));
        JsonObject means = new JsonObject();
        JsonObject all = new JsonObject();
        for (Figure figure : Figure.values()) {
            means.add(figure.toString(), json(meanOfClasses(figure)));
        }
        classes.forEach(name -> all.add(name, json(name)));
        out.add("meanOfClasses", means);
        out.add("classes", all);
        JsonArray list = out.getAsJsonArray("items");
        for (int i = 0; i < items.size(); i++) {
            list.get(i).getAsJsonObject().add("classes", json(items.get(i)));
        }
        return Report.text(out);
    }

    private JsonObject json(String name) {
        JsonObject out = new JsonObject();
        JsonObject intervals = new JsonObject();
        for (Figure figure : Figure.values()) {
            out.add(figure.toString(), json(mean(name, figure)));
            intervals.add(figure.toString(), json(interval(name, figure)));
        }
        out.add("interval", intervals);
        out.addProperty("n", values(name, Figure.DICE).length);
        out.addProperty("neither", neither(name));
        out.addProperty("undefinedHd95", onlyOne(name));
        return out;
    }

    private static JsonObject json(ItemClasses item) {
        JsonObject out = new JsonObject();
        item.scores().forEach((name, score) -> {
            JsonObject figures = new JsonObject();
            for (Figure figure : Figure.values()) {
                figures.add(figure.toString(), json(figure.of.apply(score)));
            }
            out.add(name, figures);
        });
        return out;
    }

    private static JsonElement json(OptionalDouble value) {
        return value.isPresent() ? new JsonPrimitive(value.getAsDouble()) : JsonNull.INSTANCE;
    }

    private static JsonElement json(Optional<Interval> interval) {
        return interval.<JsonElement>map(i -> {
                    JsonArray out = new JsonArray();
                    out.add(i.low());
                    out.add(i.high());
                    return out;
                })
                .orElse(JsonNull.INSTANCE);
    }

    /** The report as a table for people. */
    public String toTable() {
        StringBuilder out = new StringBuilder();
        line(
                out,
                "%s, %s, %s split, %s: %d %s in %.1f s",
                report.dataset(),
                report.protocol(),
                report.split(),
                report.model(),
                items.size(),
                items.size() == 1 ? "item" : "items",
                report.seconds());
        if (!report.settings().isEmpty()) {
            line(
                    out,
                    "  %s",
                    report.settings().entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .collect(Collectors.joining(", ")));
        }
        if (!items.isEmpty()) {
            int width =
                    Math.max(8, classes.stream().mapToInt(String::length).max().orElse(0));
            String form = "  %-" + width + "s  %-22s  %-22s  %-24s%s";
            line(out, form, "", "Dice", "IoU", "HD95 (" + report.unit() + ")", "  not there, not found");
            classes.forEach(name -> line(
                    out,
                    form,
                    name,
                    figure(name, Figure.DICE, "%.3f"),
                    figure(name, Figure.IOU, "%.3f"),
                    figure(name, Figure.HD95, "%.1f") + (onlyOne(name) == 0 ? "" : " -" + onlyOne(name)),
                    neither(name) == 0 ? "" : "  " + neither(name)));
            Interval dice = report.diceInterval();
            line(
                    out,
                    form,
                    "mean",
                    text("%.3f", report.dice().getAsDouble(), dice),
                    String.format(Locale.ROOT, "%.3f", report.iou().getAsDouble()),
                    report.hd95().isPresent()
                            ? String.format(Locale.ROOT, "%.1f", report.hd95().getAsDouble())
                            : "undefined",
                    "");
        }
        report.skipped().values().forEach(why -> line(out, "  not scored: %s", why));
        return out.toString();
    }

    private String figure(String name, Figure figure, String form) {
        return interval(name, figure)
                .map(i -> text(form, mean(name, figure).orElseThrow(), i))
                .orElse("undefined");
    }

    private static String text(String form, double mean, Interval interval) {
        return String.format(
                Locale.ROOT, form + " (" + form + " to " + form + ")", mean, interval.low(), interval.high());
    }

    private static void line(StringBuilder out, String form, Object... values) {
        out.append(String.format(Locale.ROOT, form, values).stripTrailing()).append(System.lineSeparator());
    }
}
