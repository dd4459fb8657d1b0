package org.samovar.train.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.samovar.geometry.UserError;

/**
 * A folder of images with labels: {@code images/} and {@code labels/} with files of the same names, described by
 * {@code dataset.json}; or the two folders alone, which are then one test split of instances.
 */
public final class Dataset {
    private final DatasetInfo info;
    private final List<DatasetItem> items;

    Dataset(DatasetInfo info, List<DatasetItem> items) {
        this.info = info;
        this.items = List.copyOf(items);
    }

    /**
     * Opens a dataset; images are read later, one by one.
     *
     * @throws UserError when the folder is not there, or what it says of itself makes no sense
     */
    public static Dataset open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("There is no folder " + folder + ".");
        }
        Path description = folder.resolve("dataset.json");
        return Files.exists(description)
                ? DescribedFolder.open(folder, description)
                : PlainFolder.open(folder.resolve("images"), folder.resolve("labels"));
    }

    /** Opens a folder of images and a folder of label images with the same names but for the ending. */
    public static Dataset open(Path images, Path labels) {
        return PlainFolder.open(images, labels);
    }

    /** What it says of itself. */
    public DatasetInfo info() {
        return info;
    }

    /** All items, in the order of the description. */
    public List<DatasetItem> items() {
        return items;
    }

    /** The items of a split. */
    public List<DatasetItem> items(Split split) {
        return items.stream().filter(item -> item.split() == split).toList();
    }
}
