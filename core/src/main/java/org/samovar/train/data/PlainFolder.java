package org.samovar.train.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;

/** Pairs of an image and a label image without a description. */
final class PlainFolder {
    private PlainFolder() {}

    static Dataset open(Path images, Path labels) {
        List<DatasetItem> items = new ArrayList<>();
        for (Path image : list(images)) {
            Optional<String> id = Pictures.id(image);
            Optional<Path> label = id.flatMap(name -> Pictures.flat(labels, name));
            if (id.isPresent() && label.isPresent()) {
                items.add(new DatasetItem(
                        id.get(),
                        id.get(),
                        Split.TEST,
                        LabelKind.INSTANCES,
                        Optional.empty(),
                        () -> Images.read(image),
                        () -> Labels.read(label.get())));
            }
        }
        if (items.isEmpty()) {
            throw new UserError(
                    "No image in " + images + " has labels of the same name in " + labels + ".",
                    "Give a folder with images/ and labels/, where labels/a.png belongs to images/a.png.");
        }
        Path parent = images.toAbsolutePath().getParent();
        String name = parent == null ? "images" : String.valueOf(parent.getFileName());
        DatasetInfo info = new DatasetInfo(name, LabelKind.INSTANCES, Map.of(), DatasetInfo.Completeness.COMPLETE, "");
        return new Dataset(info, Dataset.Splits.NOBODY, items);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UserError("Cannot read the folder " + folder + ".", e);
        }
    }
}
