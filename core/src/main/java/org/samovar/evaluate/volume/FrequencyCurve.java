package org.samovar.evaluate.volume;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.samovar.evaluate.Report;
import org.samovar.geometry.UserError;
import org.samovar.image.Plot;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.Progress;
import org.samovar.predict.ProgressPart;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;

/**
 * How Dice depends on the share of slices that are prompted, from one slice of each object to all of them (paper 003, figure on prompt
 * frequency).
 *
 * @param dataset name of the dataset
 * @param split that was evaluated
 * @param curves one of each segmenter, at least one point each
 */
public record FrequencyCurve(String dataset, Split split, List<Curve> curves) {
    private static final int[] STEPS = {10, 5, 3, 2, 1};
    private static final double PERCENT = 100;

    public FrequencyCurve {
        curves = List.copyOf(curves);
    }

    /**
     * The points of one segmenter.
     *
     * @param model its name
     * @param points by growing share
     */
    public record Curve(String model, List<VolumeReport> points) {
        public Curve {
            points = points.stream()
                    .sorted(Comparator.comparingDouble(VolumeReport::promptedShare))
                    .toList();
        }
    }

    /**
     * Evaluates each segmenter with one prompted slice, every tenth, fifth, third and second, and all.
     *
     * @param protocol whose slices stand for the one
     * @throws UserError when the split has no volumes or none could be scored
     */
    public static FrequencyCurve of(
            Dataset dataset,
            VolumeProtocol protocol,
            List<VolumeSegmenter> segmenters,
            Split split,
            int most,
            Progress progress) {
        List<PromptedSlices> choices = new ArrayList<>(List.of(protocol.slices()));
        for (int step : STEPS) {
            choices.add(new PromptedSlices.Every(step));
        }
        List<Curve> curves = new ArrayList<>();
        int parts = segmenters.size() * choices.size();
        for (int i = 0; i < segmenters.size(); i++) {
            VolumeSegmenter segmenter = segmenters.get(i);
            List<VolumeReport> points = new ArrayList<>();
            for (int k = 0; k < choices.size(); k++) {
                ProgressPart part =
                        new ProgressPart(progress, i * choices.size() + k, parts, "evaluating " + segmenter.label());
                points.add(
                        new VolumeEvaluation(dataset, protocol.with(choices.get(k)), segmenter).run(split, most, part));
            }
            if (points.get(0).report().items().isEmpty()) {
                throw new UserError("Not one volume of " + dataset.info().name() + " could be scored: "
                        + String.join(" ", points.get(0).report().skipped().values()));
            }
            curves.add(new Curve(segmenter.label(), points));
        }
        return new FrequencyCurve(dataset.info().name(), split, curves);
    }

    /** Writes {@code curve.json}, {@code curve.csv} and {@code curve.png} into a folder, which is made where there is none. */
    public void write(Path folder) {
        AtomicFiles.writeText(folder.resolve("curve.json"), toJson());
        AtomicFiles.writeText(folder.resolve("curve.csv"), toCsv());
        Images.write(picture(), folder.resolve("curve.png"));
    }

    /** Each point with its settings and figures. */
    public String toJson() {
        JsonArray list = new JsonArray();
        for (Curve curve : curves) {
            JsonArray points = new JsonArray();
            for (VolumeReport point : curve.points) {
                JsonObject out = new JsonObject();
                out.addProperty("share", point.promptedShare());
                Report report = point.report();
                out.addProperty("dice", report.dice().orElseThrow());
                JsonArray interval = new JsonArray();
                interval.add(report.diceInterval().low());
                interval.add(report.diceInterval().high());
                out.add("interval", interval);
                out.addProperty("iou", report.iou().orElseThrow());
                report.hd95().ifPresent(hd95 -> out.addProperty("hd95", hd95));
                out.addProperty("unit", report.unit());
                out.addProperty("n", report.items().size());
                JsonObject settings = new JsonObject();
                report.settings().forEach(settings::addProperty);
                out.add("settings", settings);
                points.add(out);
            }
            JsonObject one = new JsonObject();
            one.addProperty("model", curve.model);
            one.add("points", points);
            list.add(one);
        }
        JsonObject out = new JsonObject();
        out.addProperty("dataset", dataset);
        out.addProperty("split", split.toString());
        out.add("curves", list);
        return new GsonBuilder().setPrettyPrinting().create().toJson(out) + "\n";
    }

    /** A row for each point. */
    public String toCsv() {
        StringBuilder out = new StringBuilder("model,slices,share,dice,low,high,iou,n\n");
        rows("\"%s\",%s,%.4f,%.4f,%.4f,%.4f,%.4f,%d")
                .forEach(row -> out.append(row).append('\n'));
        return out.toString();
    }

    /** For people. */
    public String toTable() {
        StringBuilder out = new StringBuilder(
                String.format(Locale.ROOT, "%s, %s split: Dice by the share of prompted slices%n", dataset, split));
        rows("  %-24s %-8s %6.4f   Dice %.3f (%.3f to %.3f)   IoU %.3f   %d volumes")
                .forEach(row -> out.append(row).append(System.lineSeparator()));
        return out.toString();
    }

    private Stream<String> rows(String format) {
        return curves.stream().flatMap(curve -> curve.points.stream().map(point -> {
            Report report = point.report();
            return String.format(
                    Locale.ROOT,
                    format,
                    curve.model,
                    report.settings().get("slices"),
                    point.promptedShare(),
                    report.dice().orElseThrow(),
                    report.diceInterval().low(),
                    report.diceInterval().high(),
                    report.iou().orElseThrow(),
                    report.items().size());
        }));
    }

    /** Dice over percent of prompted slices. */
    public RgbImage picture() {
        Plot plot = new Plot("dice by share of prompted slices", "percent");
        for (Curve curve : curves) {
            plot.add(
                    curve.model,
                    curve.points.stream()
                            .mapToDouble(p -> PERCENT * p.promptedShare())
                            .toArray(),
                    curve.points.stream()
                            .mapToDouble(p -> p.report().dice().orElseThrow())
                            .toArray());
        }
        return Plot.stack(List.of(plot));
    }
}
