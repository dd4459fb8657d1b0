package org.samovar.spark.table;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a row.
 *
 * @param fingerprint of its line and the model
 * @param seconds that the last attempt took
 * @param attempts that were made
 * @param message why it failed; empty where it did not
 */
public record RowResult(String fingerprint, Status status, double seconds, int attempts, String message)
        implements Serializable {
    /** The names of the columns of results. */
    public static final List<String> COLUMNS = List.of("status", "seconds", "attempts", "message", "fingerprint");

    /** How it ended. */
    public enum Status {
        DONE,
        FAILED;

        static Optional<Status> of(String text) {
            return Stream.of(values())
                    .filter(status -> status.toString().equals(text))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isDone() {
        return status == Status.DONE;
    }

    List<String> fields() {
        return List.of(
                status.toString(),
                String.format(Locale.ROOT, "%.3f", seconds),
                Integer.toString(attempts),
                message,
                fingerprint);
    }

    /** From the fields of a line; empty where they are none of a result. */
    static Optional<RowResult> of(List<String> fields) {
        try {
            double seconds = Double.parseDouble(fields.get(1));
            int attempts = Integer.parseInt(fields.get(2));
            return Status.of(fields.get(0))
                    .map(status -> new RowResult(fields.get(4), status, seconds, attempts, fields.get(3)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
