package org.samovar.spark.job;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of a table.
 *
 * @param done rows of this run
 * @param skipped rows that were done before
 * @param failures in the order in which they ended
 * @param seconds that the rows took, without the start of Spark
 * @param results the table of results
 */
public record TableSummary(int done, int skipped, List<Failure> failures, double seconds, Path results) {
    /**
     * A row that failed.
     *
     * @param row its number, from 1 on
     * @param message why, in the user's words
     */
    public record Failure(int row, String message) {}

    public TableSummary {
        failures = List.copyOf(failures);
    }
}
