package org.samovar.train.data;

import java.util.Optional;
import java.util.function.Supplier;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;

/** One image with its labels, read when asked for: a file of its own, or a slice of a volume. */
public final class DatasetItem {
    private final String id;
    private final String group;
    private final Split split;
    private final LabelKind kind;
    private final Optional<String> target;
    private final Supplier<Image> image;
    private final Supplier<LabelMap> labels;

    DatasetItem(
            String id,
            String group,
            Split split,
            LabelKind kind,
            Optional<String> target,
            Supplier<Image> image,
            Supplier<LabelMap> labels) {
        this.id = id;
        this.group = group;
        this.split = split;
        this.kind = kind;
        this.target = target;
        this.image = image;
        this.labels = labels;
    }

    /** The same item in another split. */
    DatasetItem in(Split other) {
        return new DatasetItem(id, group, other, kind, target, image, labels);
    }

    /** Unique in its dataset. */
    public String id() {
        return id;
    }

    /** The id of the file that it comes from: a volume for a slice, otherwise that of its image. */
    public String group() {
        return group;
    }

    /** The part of the dataset it belongs to. */
    public Split split() {
        return split;
    }

    /** What is labelled, in words, where the dataset says it for this item. */
    public Optional<String> target() {
        return target;
    }

    /** Reads the image. @throws UserError naming the file that cannot be read */
    public Image image() {
        return image.get();
    }

    /** Reads the labels. @throws UserError naming the file that cannot be read, or both sizes where they differ */
    public LabelMap labels() {
        return labels.get();
    }

    /** Reads the labels and finds their objects. */
    public Objects objects() {
        return Objects.of(labels(), kind);
    }

    /** Refuses labels of another size than the image. */
    public static void requireSameSize(String id, Image image, LabelMap labels) {
        if (!image.size().equals(labels.size())) {
            throw new UserError(
                    "The image " + id + " has " + image.size() + " pixels, its labels have " + labels.size() + ".");
        }
    }
}
