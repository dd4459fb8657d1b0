package org.samovar.fiji.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What a batch has to do.
 *
 * @param items in the order of their names
 * @param skipped how many files are done already
 */
record BatchPlan(List<Item> items, int skipped) {
    /**
     * A file to segment.
     *
     * @param name its path from the folder of the images, with slashes
     * @param image its place
     * @param labels their file, by its path from the folder of the labels, with slashes
     */
    record Item(String name, Path image, String labels) {}

    /**
     * A plan for the images that are not done: those without a line, those that failed, those that changed since, and those whose labels are gone. Labels that
     * a line tells of are not written over, for someone may have corrected them; labels without a line are what a kill left.
     *
     * @param images by their names
     * @param table of what was done before
     */
    static BatchPlan of(SortedMap<String, Path> images, BatchTable table, Path destination) {
        Set<String> done = new HashSet<>();
        images.forEach((name, image) ->
                table.row(name).filter(row -> isDone(row, image, destination)).ifPresent(row -> done.add(name)));
        List<String> given = table.rows().stream()
                .filter(row -> row.isDone() && (done.contains(row.file()) || !images.containsKey(row.file())))
                .map(BatchRow::labels)
                .toList();
        LabelNames names = new LabelNames(images.keySet(), given);
        List<Item> items = new ArrayList<>();
        images.forEach((name, image) -> {
            if (!done.contains(name)) {
                boolean isKnown = table.row(name).isPresent();
                String labels = names.next(name, other -> isKnown && Files.exists(destination.resolve(other)));
                items.add(new Item(name, image, labels));
            }
        });
        return new BatchPlan(List.copyOf(items), done.size());
    }

    private static boolean isDone(BatchRow row, Path image, Path destination) {
        return row.isDone()
                && row.stamp().equals(FileStamp.of(image))
                && Files.exists(destination.resolve(row.labels()));
    }

    /** The folders that labels are written to, which need not be there. */
    Set<Path> folders(Path destination) {
        return items.stream()
                .map(item -> destination.resolve(item.labels).getParent())
                .collect(Collectors.toSet());
    }

    /** Refuses to begin where there are labels that no batch made. @throws UserError naming some */
    void requireFree(Path destination) {
        Optional<Path> taken = items.stream()
                .map(item -> destination.resolve(item.labels))
                .filter(Files::exists)
                .findFirst();
        if (taken.isPresent()) {
            throw LabelFolder.taken(destination, taken.get());
        }
    }
}
