package org.samovar.train.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;

/** Pairs of an image and a label image without a description. */
final class PlainFolder {
    static final String LAYOUT = "Give a folder with images/ and labels/, where labels/a.png belongs to images/a.png.";

    private PlainFolder() {}

    static Dataset open(Path images, Path labels) {
        List<DatasetItem> items = new ArrayList<>();
        Map<String, String> unusable = new HashMap<>();
        for (Path image : list(images)) {
            Optional<String> id = Pictures.id(image);
            if (id.isEmpty()) {
                continue;
            }
            Optional<Path> label = Pictures.flat(labels, id.get());
            if (label.isEmpty()) {
                unusable.put(id.get(), "There are no labels " + id.get() + " in " + labels + ".");
                continue;
            }
            items.add(new DatasetItem(
                    id.get(),
                    id.get(),
                    Split.TEST,
                    LabelKind.INSTANCES,
                    Optional.empty(),
                    () -> Images.read(image),
                    () -> Labels.read(label.get())));
        }
        if (items.isEmpty()) {
            throw new UserError("No image in " + images + " has labels of the same name in " + labels + ".", LAYOUT);
        }
        Path parent = images.toAbsolutePath().getParent();
        String name = parent == null ? "images" : String.valueOf(parent.getFileName());
        DatasetInfo info = new DatasetInfo(name, LabelKind.INSTANCES, Map.of(), DatasetInfo.Completeness.COMPLETE, "");
        return new Dataset(info, Dataset.Splits.NOBODY, items, List.of(), unusable);
    }

    /** The files of a folder, by name. @throws UserError when there is no such folder */
    static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("There is no folder " + folder + ".", LAYOUT);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UserError("Cannot read the folder " + folder + ".", e);
        }
    }
}
