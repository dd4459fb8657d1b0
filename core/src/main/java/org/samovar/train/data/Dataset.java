package org.samovar.train.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.samovar.geometry.UserError;

/**
 * A folder of images with labels: {@code images/} and {@code labels/} with files of the same names, described by
 * {@code dataset.json}; or the two folders alone, which are then one test split of instances, unless they are trained on.
 */
public final class Dataset {
    /** Who says which item is for what. */
    enum Splits {
        DESCRIBED,
        NOBODY
    }

    private final DatasetInfo info;
    private final Splits splits;
    private final List<DatasetItem> items;
    private final List<VolumeItem> volumes;
    private final Map<String, String> unusable;

    Dataset(
            DatasetInfo info,
            Splits splits,
            List<DatasetItem> items,
            List<VolumeItem> volumes,
            Map<String, String> unusable) {
        this.info = info;
        this.splits = splits;
        this.items = List.copyOf(items);
        this.volumes = List.copyOf(volumes);
        this.unusable = Collections.unmodifiableMap(new TreeMap<>(unusable));
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
        Path description = folder.resolve(Description.FILE);
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

    /** Images of the folder that are no items, and why not, by id. */
    public Map<String, String> unusable() {
        return unusable;
    }

    /**
     * The same dataset to train on. Where nobody said which items are for training, as in folders without a description, all are,
     * but for every tenth that is held out.
     */
    public Dataset forTraining() {
        if (splits == Splits.DESCRIBED) {
            return this;
        }
        Set<String> heldOut =
                HeldOut.of(items.stream().map(DatasetItem::group).distinct().toList());
        return new Dataset(
                info,
                splits,
                items.stream()
                        .map(item -> item.in(heldOut.contains(item.group()) ? Split.VALIDATION : Split.TRAIN))
                        .toList(),
                volumes,
                unusable);
    }

    /** The items of a split. */
    public List<DatasetItem> items(Split split) {
        return items.stream().filter(item -> item.split() == split).toList();
    }

    /** The volumes and time series of a split, whose slices are its items; none in a dataset of images. */
    public List<VolumeItem> volumes(Split split) {
        return volumes.stream().filter(volume -> volume.split() == split).toList();
    }
}
