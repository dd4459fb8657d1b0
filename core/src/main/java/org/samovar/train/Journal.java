package org.samovar.train;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.image.Plot;
import org.samovar.image.io.Images;
import org.samovar.io.AtomicFiles;

/** The curves of a run as two tables: {@code training.csv} and {@code validation.csv}. A resumed run cuts what lies after its state. */
final class Journal {
    private static final String TRAINING = "iteration,seconds,size,rate,loss,norm,images_per_second";

    private final Path training;
    private final Path validation;

    private final List<String> columns;

    /** Continues the tables of a folder after an iteration, or starts them; {@code columns} are those of the validation. */
    Journal(Path folder, long after, List<String> columns) {
        this.columns = List.copyOf(columns);
        this.training = folder.resolve("training.csv");
        this.validation = folder.resolve("validation.csv");
        cut(training, TRAINING, after);
        cut(validation, "iteration,seconds," + String.join(",", columns) + ",score", after);
    }

    void training(long iteration, double seconds, int size, double rate, double loss, double norm, double speed) {
        append(training, "%d,%.1f,%d,%.3g,%.5f,%.4f,%.2f", iteration, seconds, size, rate, loss, norm, speed);
    }

    void validation(long iteration, double seconds, Validation.Result result) {
        String values = Stream.concat(result.mean().stream(), Stream.of(result.score()))
                .map(value -> String.format(Locale.ROOT, "%.4f", value))
                .collect(Collectors.joining(","));
        append(validation, "%d,%.1f,%s", iteration, seconds, values);
    }

    /** What the tables have so far. */
    Curves curves() {
        return new Curves(
                new Curves.Line(column(training, 1, 60), column(training, 4, 1)),
                new Curves.Line(column(validation, 1, 60), column(validation, 2 + columns.size(), 1)));
    }

    /** Draws both tables into {@code curve.png}: the loss above, the scores of the validation below, over minutes; nothing while both are empty. */
    void draw() {
        Curves all = curves();
        double[] minutes = all.score().minutes();
        if (all.loss().minutes().length + minutes.length == 0) {
            return;
        }
        Plot loss = new Plot("training loss", "minutes");
        loss.add("loss", all.loss().minutes(), all.loss().values());
        Plot scores = new Plot("scores on held out data", "minutes");
        for (int i = 0; i < columns.size(); i++) {
            scores.add(columns.get(i), minutes, column(validation, 2 + i, 1));
        }
        Images.write(Plot.stack(List.of(loss, scores)), training.resolveSibling("curve.png"));
    }

    private static double[] column(Path table, int column, double unit) {
        try (Stream<String> lines = Files.lines(table, StandardCharsets.UTF_8)) {
            return lines.skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[column]) / unit)
                    .toArray();
        } catch (IOException e) {
            throw new UserError("Cannot read " + table + ".", e);
        }
    }

    private static void cut(Path table, String header, long after) {
        try {
            List<String> kept = Files.exists(table)
                    ? Files.readAllLines(table, StandardCharsets.UTF_8).stream()
                            .skip(1)
                            .filter(line -> iteration(line) <= after)
                            .toList()
                    : List.of();
            String rows = kept.stream().map(line -> line + "\n").collect(Collectors.joining());
            AtomicFiles.writeText(table, header + "\n" + rows);
        } catch (IOException e) {
            throw new UserError("Cannot read " + table + ".", e);
        }
    }

    /** The iteration of a row; a row that a kill has cut short belongs to none. */
    private static long iteration(String row) {
        int comma = row.indexOf(',');
        try {
            return comma < 0 ? Long.MAX_VALUE : Long.parseLong(row.substring(0, comma));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static void append(Path table, String format, Object... values) {
        try (Writer out = Files.newBufferedWriter(table, StandardCharsets.UTF_8, StandardOpenOption.APPEND)) {
            out.write(String.format(Locale.ROOT, format, values));
            out.write('\n');
        } catch (IOException e) {
            throw new UserError("Cannot write " + table + ": " + e.getMessage() + ".", e);
        }
    }
}
