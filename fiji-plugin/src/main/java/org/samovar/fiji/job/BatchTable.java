package org.samovar.fiji.job;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.io.Csv;

/**
 * The table of a batch: a line for each file, written when the file ends. A file that is done again gets a line at the end as well, which counts; the older one
 * goes when the table is {@link #tidy tidied}.
 */
final class BatchTable {
    static final String FILE = "samovar-batch.csv";

    private final Path file;
    private final Map<String, BatchRow> rows = new LinkedHashMap<>();

    /**
     * The table of a folder, or a new one, which is not written yet. Lines that are none of a batch, such as the last one after a kill, are left out.
     *
     * @throws UserError when it cannot be read
     */
    BatchTable(Path destination) {
        file = destination.resolve(FILE);
        if (Files.exists(file)) {
            try {
                // a character that a kill has cut in two must not keep the rest from being read
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                Csv.parse(text).forEach(fields -> BatchRow.of(fields).ifPresent(this::put));
            } catch (IOException e) {
                throw new UserError("Cannot read " + file + ".", e);
            }
        }
    }

    private void put(BatchRow row) {
        rows.put(row.file(), row);
    }

    Path file() {
        return file;
    }

    Collection<BatchRow> rows() {
        return rows.values();
    }

    Optional<BatchRow> row(String name) {
        return Optional.ofNullable(rows.get(name));
    }

    /** Writes the table anew, with one line for each file. @throws UserError when that cannot be done */
    void tidy() {
        String lines =
                rows.values().stream().map(row -> Csv.record(row.fields())).collect(Collectors.joining());
        AtomicFiles.writeText(file, Csv.record(BatchRow.COLUMNS) + lines);
    }

    /** Writes a line. The table must have been tidied before. @throws UserError when that cannot be done */
    void add(BatchRow row) {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND)) {
            out.write(Csv.record(row.fields()));
        } catch (IOException e) {
            throw new UserError("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
        put(row);
    }
}
