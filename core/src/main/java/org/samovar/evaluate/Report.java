package org.samovar.evaluate;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samovar.geometry.Spacing;
import org.samovar.metric.Bootstrap;
import org.samovar.metric.InstanceAgreement;
import org.samovar.metric.Interval;
import org.samovar.train.data.Split;

/**
 * What an evaluation found: means over images or volumes, each with a 95 % bootstrap interval.
 *
 * @param dataset name of the dataset
 * @param model name of the model
 * @param items scores of the images, in the order of the dataset
 * @param skipped what was not scored, and why, by id
 * @param seconds that it took
 * @param unit of HD95
 * @param settings of the protocol beyond its name, as text by their names
 */
public record Report(
        String dataset,
        String model,
        Protocol protocol,
        Split split,
        List<ItemScore> items,
        Map<String, String> skipped,
        double seconds,
        String unit,
        Map<String, String> settings) {
    private static final long SEED = 1;

    public Report {
        items = List.copyOf(items);
        skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Of images: distances are in pixels, and the protocol has no settings. */
    public Report(
            String dataset,
            String model,
            Protocol protocol,
            Split split,
            List<ItemScore> items,
            Map<String, String> skipped,
            double seconds) {
        this(dataset, model, protocol, split, items, skipped, seconds, Spacing.PIXELS.unit(), Map.of());
    }

    /** Mean Dice over the images; empty where none was scored. */
    public OptionalDouble dice() {
        return items.stream().mapToDouble(ItemScore::dice).average();
    }

    /** Mean IoU over the images. */
    public OptionalDouble iou() {
        return items.stream().mapToDouble(ItemScore::iou).average();
    }

    /** Mean HD95 over the images where it is defined. */
    public OptionalDouble hd95() {
        return items.stream().flatMapToDouble(i -> i.hd95().stream()).average();
    }

    /** Mean agreement of the objects over the images, where all of them were to be found. */
    public Optional<InstanceAgreement> instances() {
        List<InstanceAgreement> all =
                items.stream().flatMap(i -> i.instances().stream()).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(InstanceAgreement.mean(all));
    }

    /** Mean Dice after each prompt of a user who corrects. */
    public List<Double> rounds() {
        int n = items.stream().mapToInt(i -> i.rounds().size()).min().orElse(0);
        return IntStream.range(0, n)
                .mapToObj(r -> items.stream()
                        .mapToDouble(i -> i.rounds().get(r))
                        .average()
                        .orElseThrow())
                .toList();
    }

    /** Mean Dice over the images that have the class or in which it was found, by its name. */
    public Map<String, Double> diceByClass() {
        return items.stream()
                .flatMap(i -> i.diceByClass().entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.averagingDouble(Map.Entry::getValue)));
    }

    /** The report as JSON; {@code null} where a score is undefined. */
    public String toJson() {
        return text(json());
    }

    /** JSON as reports are written: indented, {@code null} where a score is undefined. */
    public static String text(JsonObject json) {
        return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(json) + "\n";
    }

    /** What {@link #toJson} writes. */
    public JsonObject json() {
        JsonObject out = new JsonObject();
        out.addProperty("dataset", dataset);
        out.addProperty("model", model);
        out.addProperty("protocol", protocol.toString());
        out.addProperty("split", split.toString());
        if (!settings.isEmpty()) {
            JsonObject list = new JsonObject();
            settings.forEach(list::addProperty);
            out.add("settings", list);
        }
        out.addProperty("n", items.size());
        out.add("mean", scores(dice(), iou(), hd95(), instances()));
        JsonObject intervals = new JsonObject();
        intervals.add("dice", interval(ItemScore::dice));
        intervals.add("iou", interval(ItemScore::iou));
        if (instances().isPresent()) {
            InstanceAgreement.MEASURES.forEach((name, measure) -> intervals.add(
                    name, interval(i -> measure.applyAsDouble(i.instances().orElseThrow()))));
        }
        out.add("interval", intervals);
        JsonObject classes = new JsonObject();
        diceByClass().forEach(classes::addProperty);
        out.add("perClass", classes);
        if (!rounds().isEmpty()) {
            JsonArray rounds = new JsonArray();
            rounds().forEach(rounds::add);
            out.add("rounds", rounds);
        }
        out.addProperty("unit", unit);
        out.addProperty("undefinedHd95", undefinedHd95());
        JsonArray list = new JsonArray();
        items.forEach(item -> list.add(json(item)));
        out.add("items", list);
        JsonObject skips = new JsonObject();
        skipped.forEach(skips::addProperty);
        out.add("skipped", skips);
        out.addProperty("seconds", seconds);
        return out;
    }

    private static JsonObject json(ItemScore item) {
        JsonObject out =
                scores(OptionalDouble.of(item.dice()), OptionalDouble.of(item.iou()), item.hd95(), item.instances());
        out.addProperty("id", item.id());
        out.addProperty("objects", item.objects());
        return out;
    }

    private static JsonObject scores(
            OptionalDouble dice, OptionalDouble iou, OptionalDouble hd95, Optional<InstanceAgreement> instances) {
        JsonObject out = new JsonObject();
        put(out, "dice", dice);
        put(out, "iou", iou);
        put(out, "hd95", hd95);
        instances.ifPresent(found ->
                InstanceAgreement.MEASURES.forEach((name, m) -> out.addProperty(name, m.applyAsDouble(found))));
        return out;
    }

    private String line(InstanceAgreement found) {
        Interval interval = interval95(i -> i.instances().orElseThrow().precision50());
        return String.format(
                Locale.ROOT,
                "  average precision at IoU 0.5 %.3f (%.3f to %.3f)   at 0.75 %.3f   mean %.3f   panoptic quality %.3f%n",
                found.precision50(),
                interval.low(),
                interval.high(),
                found.precision75(),
                found.meanPrecision(),
                found.panopticQuality());
    }

    private static void put(JsonObject out, String key, OptionalDouble value) {
        if (value.isPresent()) {
            out.addProperty(key, value.getAsDouble());
        } else {
            out.add(key, JsonNull.INSTANCE);
        }
    }

    private JsonElement interval(ToDoubleFunction<ItemScore> score) {
        if (items.isEmpty()) {
            return JsonNull.INSTANCE;
        }
        Interval interval = interval95(score);
        JsonArray out = new JsonArray();
        out.add(interval.low());
        out.add(interval.high());
        return out;
    }

    /** 95 % bootstrap interval of {@link #dice()}, where at least one image was scored. */
    public Interval diceInterval() {
        return interval95(ItemScore::dice);
    }

    private Interval interval95(ToDoubleFunction<ItemScore> score) {
        return Bootstrap.ofMean(items.stream().mapToDouble(score).toArray(), SEED);
    }

    private String distance() {
        String mean =
                hd95().isPresent() ? String.format(Locale.ROOT, "%.1f %s", hd95().getAsDouble(), unit) : "undefined";
        return undefinedHd95() == 0 ? mean : mean + " (without " + undefinedHd95() + " objects that were not found)";
    }

    /** Objects or classes that were missed, or found where there are none: they are not in {@link #hd95()}. */
    public int undefinedHd95() {
        return items.stream().mapToInt(ItemScore::undefinedHd95).sum();
    }

    /** The report as a table for people. */
    public String toTable() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "%s, %s, %s split, %s: %d %s in %.1f s%n",
                dataset,
                protocol,
                split,
                model,
                items.size(),
                protocol == Protocol.PROPAGATE ? "volumes" : "images",
                seconds));
        if (!settings.isEmpty()) {
            out.append("  ")
                    .append(settings.entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .collect(Collectors.joining(", ")))
                    .append(System.lineSeparator());
        }
        if (!items.isEmpty()) {
            Interval interval = diceInterval();
            out.append(String.format(
                    Locale.ROOT,
                    "  Dice %.3f (%.3f to %.3f)   IoU %.3f   HD95 %s%n",
                    dice().getAsDouble(),
                    interval.low(),
                    interval.high(),
                    iou().getAsDouble(),
                    distance()));
            instances().ifPresent(found -> out.append(line(found)));
            diceByClass()
                    .forEach((name, dice) -> out.append(String.format(Locale.ROOT, "  %-24s Dice %.3f%n", name, dice)));
            if (!rounds().isEmpty()) {
                out.append(protocol == Protocol.PROPAGATE ? "  Dice after each round: " : "  Dice after each click: ")
                        .append(rounds().stream()
                                .map(d -> String.format(Locale.ROOT, "%.3f", d))
                                .collect(Collectors.joining(" ")))
                        .append(System.lineSeparator());
            }
        }
        skipped.forEach((id, why) -> out.append("  not scored: ").append(why).append(System.lineSeparator()));
        return out.toString();
    }
}
