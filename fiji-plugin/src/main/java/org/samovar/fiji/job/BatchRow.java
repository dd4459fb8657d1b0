package org.samovar.fiji.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one file of a batch.
 *
 * @param file its path from the folder of the images, with slashes
 * @param objects different labels; 0 where it failed
 * @param seconds it took
 * @param message why it failed; empty otherwise
 * @param labels their file, by its path from the folder of the labels, with slashes; empty where there is none
 * @param stamp of the file when it was read
 */
record BatchRow(
        String file, Status status, int objects, double seconds, String message, String labels, FileStamp stamp) {
    /** The names of the columns. */
    static final List<String> COLUMNS =
            List.of("file", "status", "objects", "seconds", "message", "labels", "bytes", "modified");

    /** How it ended. */
    enum Status {
        DONE("done"),
        FAILED("failed");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        static Optional<Status> of(String label) {
            return List.of(values()).stream()
                    .filter(status -> status.label.equals(label))
                    .findFirst();
        }
    }

    boolean isDone() {
        return status == Status.DONE;
    }

    List<String> fields() {
        return List.of(
                file,
                status.label,
                Integer.toString(objects),
                String.format(Locale.ROOT, "%.2f", seconds),
                message,
                labels,
                Long.toString(stamp.bytes()),
                stamp.modified());
    }

    /** From the fields of a line; empty where they are none of a batch. */
    static Optional<BatchRow> of(List<String> fields) {
        if (fields.size() != COLUMNS.size()) {
            return Optional.empty();
        }
        try {
            int objects = Integer.parseInt(fields.get(2));
            double seconds = Double.parseDouble(fields.get(3));
            FileStamp stamp = new FileStamp(Long.parseLong(fields.get(6)), fields.get(7));
            return Status.of(fields.get(1))
                    .map(status ->
                            new BatchRow(fields.get(0), status, objects, seconds, fields.get(4), fields.get(5), stamp));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
