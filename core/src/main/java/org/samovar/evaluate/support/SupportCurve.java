package org.samovar.evaluate.support;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.samovar.evaluate.Report;
import org.samovar.image.Plot;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.io.AtomicFiles;
import org.samovar.train.data.Split;

/**
 * What a network achieves with support sets of growing size.
 *
 * @param dataset name of the dataset
 * @param model name of the model
 * @param points by size
 */
public record SupportCurve(String dataset, String model, Split split, List<Point> points) {
    /**
     * A size.
     *
     * @param size images of each class, or volumes
     * @param report means over the draws
     * @param draws what each draw gave
     */
    public record Point(int size, Report report, List<Report> draws) {
        public Point {
            draws = List.copyOf(draws);
        }

        private double dice() {
            return report.dice().orElse(Double.NaN);
        }

        private double low() {
            return report.items().isEmpty() ? Double.NaN : report.diceInterval().low();
        }

        private double high() {
            return report.items().isEmpty() ? Double.NaN : report.diceInterval().high();
        }
    }

    public SupportCurve {
        points = List.copyOf(points);
    }

    /** Whether nothing could be scored. */
    public boolean isEmpty() {
        return points.stream().allMatch(point -> point.report.items().isEmpty());
    }

    /** Writes {@code curve.json}, {@code curve.csv} and {@code curve.png} into a folder, which is made where there is none. */
    public void write(Path folder) {
        AtomicFiles.writeText(folder.resolve("curve.json"), toJson());
        AtomicFiles.writeText(folder.resolve("curve.csv"), toCsv());
        Images.write(picture(), folder.resolve("curve.png"));
    }

    /** The report of the only size, or those of all in a list. */
    public String toJson() {
        if (points.size() == 1) {
            return points.get(0).report.toJson();
        }
        JsonArray list = new JsonArray();
        for (Point point : points) {
            JsonObject own = new Gson().fromJson(point.report.toJson(), JsonObject.class);
            JsonArray draws = new JsonArray();
            point.draws.forEach(draw -> draws.add(draw.dice().orElse(Double.NaN)));
            own.addProperty("support", point.size);
            own.add("diceOfDraws", draws);
            list.add(own);
        }
        JsonObject out = new JsonObject();
        out.addProperty("dataset", dataset);
        out.addProperty("model", model);
        out.addProperty("split", split.toString());
        out.add("sizes", list);
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .serializeNulls()
                        .serializeSpecialFloatingPointValues()
                        .create()
                        .toJson(out)
                + "\n";
    }

    /** A row for each size. */
    public String toCsv() {
        StringBuilder out = new StringBuilder("support,draws,dice,low,high,iou,hd95,n\n");
        for (Point point : points) {
            out.append(String.format(
                    Locale.ROOT,
                    "%d,%d,%.4f,%.4f,%.4f,%.4f,%s,%d%n",
                    point.size,
                    point.draws.size(),
                    point.dice(),
                    point.low(),
                    point.high(),
                    point.report.iou().orElse(Double.NaN),
                    text(point.report.hd95()),
                    point.report.items().size()));
        }
        return out.toString();
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "";
    }

    /** For people. */
    public String toTable() {
        if (points.size() == 1) {
            return points.get(0).report.toTable();
        }
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT, "%s, %s split, %s: by the size of the support set%n", dataset, split, model));
        for (Point point : points) {
            out.append(String.format(
                    Locale.ROOT,
                    "  %3d   Dice %.3f (%.3f to %.3f)   IoU %.3f   HD95 %s   %d draws of %d items%n",
                    point.size,
                    point.dice(),
                    point.low(),
                    point.high(),
                    point.report.iou().orElse(Double.NaN),
                    text(point.report.hd95()),
                    point.draws.size(),
                    point.report.items().size()));
        }
        return out.toString();
    }

    /** Dice over the size, with the ends of its interval. */
    public RgbImage picture() {
        Plot plot = new Plot("dice by size of the support set", "examples");
        add(plot, model, Point::dice);
        add(plot, "low 95 %", Point::low);
        add(plot, "high 95 %", Point::high);
        return Plot.stack(List.of(plot));
    }

    private void add(Plot plot, String name, ToDoubleFunction<Point> value) {
        plot.add(
                name,
                points.stream().mapToDouble(Point::size).toArray(),
                points.stream().mapToDouble(value).toArray());
    }
}
