package org.samovar.spark.job;

import java.nio.file.Path;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.spark.table.LineTemplate;

/**
 * What a user wants done of a table.
 *
 * @param table a CSV or Parquet file
 * @param line for each row
 * @param results the table of results, a CSV file; empty for one beside the table
 * @param cores of this computer; empty for all, or where a cluster does the work
 * @param retries of a row that fails, 0 or more
 */
public record TableOptions(
        Path table, LineTemplate line, Optional<Path> results, Optional<Integer> cores, int retries) {
    private static final String CSV = ".csv";

    /** @throws UserError when that cannot be done, as far as it shows without reading anything */
    public TableOptions {
        if (retries < 0) {
            throw new UserError("--retries is 0 or more, not " + retries + ".");
        }
        if (results.filter(file -> !file.toString().endsWith(CSV)).isPresent()) {
            throw new UserError("The results go to a file that ends in .csv, not to " + results.get() + ".");
        }
        Path file = resultsOf(table, results);
        AtomicFiles.requireWritable(file);
        AtomicFiles.requireOther(file, table);
    }

    /** Where the results are kept. */
    Path resultFile() {
        return resultsOf(table, results);
    }

    /** The results of a table in Parquet once more, when all rows have ended. */
    Path parquetFile() {
        Path file = resultFile();
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.csv$", ".parquet"));
    }

    private static Path resultsOf(Path table, Optional<Path> results) {
        String stem = String.valueOf(table.getFileName()).replaceFirst("\\.[^.]*$", "");
        return results.orElseGet(() -> table.resolveSibling(stem + "-results" + CSV));
    }
}
