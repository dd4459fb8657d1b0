package org.samovar.fiji.job;

import ij.IJ;
import ij.measure.ResultsTable;
import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.samovar.io.AtomicFiles;
import org.samovar.metric.Bootstrap;
import org.samovar.metric.Interval;

/** A table of figures for people, macros and files. */
final class FigureTable {
    /** As the reports of the command line have it. */
    private static final long SEED = 1;

    private final String title;
    private final List<FigureRow> rows = new ArrayList<>();

    /** @param title of its window */
    FigureTable(String title) {
        this.title = title;
    }

    void add(FigureRow row) {
        rows.add(row);
    }

    List<FigureRow> rows() {
        return List.copyOf(rows);
    }

    /**
     * Adds, for each group of rows, the mean of each figure over the rows where it is defined, and the ends of its 95 % bootstrap interval. Other cells
     * are kept where all rows of a group have the same.
     *
     * @param name column that says what the new rows are
     * @param group of a row
     */
    void addMeans(String name, Function<FigureRow, String> group) {
        Map<String, List<FigureRow>> groups =
                rows.stream().collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.toList()));
        for (List<FigureRow> some : groups.values()) {
            rows.add(summary(some, name, "mean", values -> mean(values)));
            rows.add(summary(some, name, "95 % low", values -> interval(values).low()));
            rows.add(summary(some, name, "95 % high", values -> interval(values).high()));
        }
    }

    private static FigureRow summary(
            List<FigureRow> some, String name, String what, ToDoubleFunction<double[]> statistic) {
        FigureRow out = new FigureRow().text(name, what);
        some.get(0).cells().forEach((column, first) -> {
            if (first instanceof Double) {
                double[] defined = some.stream()
                        .mapToDouble(row -> (Double) row.cells().getOrDefault(column, Double.NaN))
                        .filter(Double::isFinite)
                        .toArray();
                out.figure(column, defined.length == 0 ? Double.NaN : statistic.applyAsDouble(defined));
            } else if (!column.equals(name)
                    && some.stream().allMatch(row -> first.equals(row.cells().get(column)))) {
                out.put(column, first);
            }
        });
        return out;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static Interval interval(double[] values) {
        return Bootstrap.ofMean(values, SEED);
    }

    /** Shows it behind the rows that its window has from before; without a display nothing happens. */
    void show() {
        if (GraphicsEnvironment.isHeadless()) {
            return;
        }
        ResultsTable shown = ResultsTable.getResultsTable(title);
        ResultsTable table = shown == null ? new ResultsTable() : shown;
        table.setNaNEmptyCells(true);
        fill(table);
        table.show(title);
    }

    /** Shows it, or without a display, where ImageJ has the one table of results alone, adds its rows to that and to the log. */
    void publish() {
        if (GraphicsEnvironment.isHeadless()) {
            fill(ResultsTable.getResultsTable());
            rows.forEach(row -> IJ.log(title + ": " + row));
        } else {
            show();
        }
    }

    private void fill(ResultsTable table) {
        for (FigureRow row : rows) {
            table.incrementCounter();
            row.cells().forEach((column, value) -> {
                if (value instanceof Number number) {
                    table.addValue(column, number.doubleValue());
                } else {
                    table.addValue(column, value.toString());
                }
            });
        }
    }

    /** Writes it as comma-separated values with all digits. @throws org.samovar.geometry.UserError when it cannot be written */
    void write(Path file) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.cells().keySet()));
        StringBuilder out = new StringBuilder(line(List.copyOf(columns)));
        rows.forEach(row -> out.append(line(columns.stream().map(row::cell).toList())));
        AtomicFiles.writeText(file, out.toString());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(FigureTable::quoted).collect(Collectors.joining(",")) + "\n";
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
