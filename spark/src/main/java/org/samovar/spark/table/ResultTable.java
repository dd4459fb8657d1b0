package org.samovar.spark.table;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.io.Csv;

/**
 * The table of results: the rows of the table of files, each with what became of it. Lines are added as rows end, so that a kill loses none; a row that is done again
 * gets another line, which counts, until the table is {@link #tidy tidied}.
 */
public final class ResultTable {
    private final Path file;
    private final Map<String, RowResult> results = new LinkedHashMap<>();

    /**
     * The table in a file, or a new one, which is not written yet. A last line that a kill has cut is left out.
     *
     * @throws UserError when the file cannot be read or is no table of results
     */
    public ResultTable(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try {
                // a character that a kill has cut in two must not keep the rest from being read
                read(Csv.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UserError("Cannot read " + file + ".", e);
            }
        }
    }

    private void read(List<List<String>> records) {
        int last = records.isEmpty() ? 0 : records.get(0).size();
        int first = last - RowResult.COLUMNS.size();
        if (first < 0 || !records.get(0).subList(first, last).equals(RowResult.COLUMNS)) {
            throw new UserError(file + " is there already, and is no table of results.", "Choose another --results.");
        }
        records.stream()
                .filter(fields -> fields.size() == last)
                .forEach(fields -> RowResult.of(fields.subList(first, last)).ifPresent(this::put));
    }

    private void put(RowResult result) {
        results.put(result.fingerprint(), result);
    }

    public Path file() {
        return file;
    }

    /** Whether rows were carried out before. */
    boolean isBegun() {
        return !results.isEmpty();
    }

    /** @throws UserError when it tells of another verb, other options or another model */
    void requireWork(String work) {
        if (!results.keySet().stream().allMatch(fingerprint -> Fingerprint.isOfWork(fingerprint, work))) {
            throw new UserError(
                    file + " holds the results of another verb, of other options or of another model.",
                    "Choose another --results, or say the same as then to go on with that work.");
        }
    }

    /** What became of a row so far. */
    public Optional<RowResult> result(String fingerprint) {
        return Optional.ofNullable(results.get(fingerprint));
    }

    /** Writes the table anew, with a line for each row that has a result, in their order. @throws UserError when that cannot be done */
    public void tidy(FileTable table, List<RowItem> items) {
        StringBuilder text = new StringBuilder(Csv.record(joined(table.columns(), RowResult.COLUMNS)));
        for (RowItem item : items) {
            List<String> cells = table.rows().get(item.row());
            result(item.fingerprint()).ifPresent(result -> text.append(Csv.record(joined(cells, result.fields()))));
        }
        AtomicFiles.writeText(file, text.toString());
    }

    /** Adds the line of a row that has ended; the table must have been tidied before. @throws UserError when that cannot be done */
    public void add(List<String> cells, RowResult result) {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND)) {
            out.write(Csv.record(joined(cells, result.fields())));
        } catch (IOException e) {
            throw new UserError("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
        put(result);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
