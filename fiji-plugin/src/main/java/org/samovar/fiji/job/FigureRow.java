package org.samovar.fiji.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A row of a table: figures, of which means can be taken, counts, and words, each under the name of its column. */
final class FigureRow {
    private final Map<String, Object> cells = new LinkedHashMap<>();

    /** NaN where it is undefined. */
    FigureRow figure(String column, double value) {
        return put(column, value);
    }

    FigureRow figure(String column, OptionalDouble value) {
        return put(column, value.orElse(Double.NaN));
    }

    FigureRow count(String column, long value) {
        return put(column, value);
    }

    FigureRow text(String column, String value) {
        return put(column, value);
    }

    FigureRow put(String column, Object value) {
        cells.put(column, value);
        return this;
    }

    /** A {@link Double} for a figure, a {@link Long} for a count, otherwise a {@link String}. */
    Map<String, Object> cells() {
        return Collections.unmodifiableMap(cells);
    }

    /** What a cell says; empty where the row has none of that name. */
    String cell(String column) {
        return String.valueOf(cells.getOrDefault(column, ""));
    }

    /** For people, in one line. */
    @Override
    public String toString() {
        return cells.entrySet().stream()
                .map(cell -> cell.getKey() + " " + readable(cell.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String readable(Object value) {
        return value instanceof Double figure && Double.isFinite(figure)
                ? String.format(Locale.ROOT, "%.4f", figure)
                : value.toString();
    }
}
