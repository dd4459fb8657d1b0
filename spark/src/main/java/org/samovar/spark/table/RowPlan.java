package org.samovar.spark.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.UserError;

/**
 * What is to be done of a table.
 *
 * @param items one for each row of the table, in its order
 * @param todo those that are not done; of rows with the same line the first
 */
public record RowPlan(List<RowItem> items, List<RowItem> todo) {
    /** Rows whose lines are looked at before any is carried out. */
    private static final int TRIED = 100;

    /**
     * Makes a plan. A row is done when the results say so and its output, where its line names one, is still there.
     *
     * @param weights SHA-256 of the model's file
     * @throws UserError when the line does not fit the table, rows write to the same place, the results tell of other work, or this is the first run and an output
     *     is there already
     */
    public static RowPlan of(FileTable table, LineTemplate line, String weights, ResultTable results) {
        line.requireColumns(table.columns());
        String work = Fingerprint.ofWork(line, weights);
        results.requireWork(work);
        List<RowItem> items = new ArrayList<>();
        for (int i = 0; i < table.rows().size(); i++) {
            List<String> words = line.fill(table.cells(i));
            items.add(new RowItem(i, Fingerprint.ofRow(work, words), words));
        }
        requireOwnOutputs(items);
        if (!results.isBegun()) {
            requireFree(items);
        }
        // on a file system of another computer each look takes a moment, so many at a time
        Set<String> planned = new HashSet<>();
        List<RowItem> todo = items.parallelStream().filter(item -> !isDone(item, results)).toList().stream()
                .filter(item -> planned.add(item.fingerprint()))
                .toList();
        return new RowPlan(List.copyOf(items), todo);
    }

    private static boolean isDone(RowItem item, ResultTable results) {
        return results.result(item.fingerprint()).filter(RowResult::isDone).isPresent()
                && LineTemplate.output(item.words()).map(Files::exists).orElse(true);
    }

    private static void requireOwnOutputs(List<RowItem> items) {
        Map<Path, Integer> rows = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            int row = i + 1;
            List<String> words = items.get(i).words();
            Optional<Path> out = LineTemplate.sharesOutput(words)
                    ? Optional.empty()
                    : LineTemplate.output(words)
                            .map(path -> path.toAbsolutePath().normalize());
            out.ifPresent(path -> requireOwn(path, row, rows.put(path, row)));
        }
    }

    private static void requireOwn(Path out, int row, @Nullable Integer other) {
        if (other != null) {
            throw new UserError(
                    "Rows " + other + " and " + row + " both write to " + out + ".",
                    "Give each row an output of its own, such as -o {out} with a column of that name.");
        }
    }

    private static void requireFree(List<RowItem> items) {
        Optional<Path> taken = items.parallelStream()
                .flatMap(item -> LineTemplate.output(item.words()).stream())
                .filter(Files::isRegularFile)
                .findFirst();
        if (taken.isPresent()) {
            throw new UserError(
                    taken.get() + " is there already, and no table of results says that it comes from this work.",
                    "Move it away, or choose other outputs.");
        }
    }

    /** How many rows need not be carried out. */
    public int skipped() {
        return items.size() - todo.size();
    }

    /**
     * Looks at the lines of the first rows that are to be done until one is right; the others fail by themselves.
     *
     * @param check throws a {@link UserError} when a line is wrong
     * @throws UserError what is wrong with the first, when none of them is right
     */
    public void requireSense(Consumer<List<String>> check) {
        Optional<UserError> first = Optional.empty();
        for (RowItem item : todo.subList(0, Math.min(TRIED, todo.size()))) {
            try {
                check.accept(item.words());
                return;
            } catch (UserError e) {
                first = first.or(() -> Optional.of(e));
            }
        }
        first.ifPresent(e -> {
            throw e;
        });
    }

    /** @throws UserError when an output is not a whole path, which on other computers would be in another folder */
    public void requireWholePaths() {
        Optional<Path> relative = todo.stream()
                .flatMap(item -> LineTemplate.output(item.words()).stream())
                .filter(path -> !path.isAbsolute())
                .findFirst();
        if (relative.isPresent()) {
            throw new UserError(
                    "The output " + relative.get() + " would be in another folder on each computer.",
                    "Name files by their whole paths in a folder that all computers of the cluster share.");
        }
    }
}
