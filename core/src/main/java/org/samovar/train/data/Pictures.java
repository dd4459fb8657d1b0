package org.samovar.train.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samovar.geometry.UserError;

/** Finds the file of an id. */
final class Pictures {
    /** Endings of files with one image. */
    private static final List<String> FLAT = List.of(".png", ".tif", ".tiff", ".jpg", ".jpeg");
    /** Endings of files with a volume or a time series. */
    private static final List<String> VOLUMES = List.of(".nii.gz", ".nii", ".nrrd");

    private Pictures() {}

    static Optional<Path> flat(Path folder, String id) {
        return find(folder, id, FLAT);
    }

    static Optional<Path> volume(Path folder, String id) {
        return find(folder, id, VOLUMES);
    }

    /** The name without the ending, where it is one of an image. */
    static Optional<String> id(Path file) {
        String name = String.valueOf(file.getFileName());
        return FLAT.stream()
                .filter(name.toLowerCase(Locale.ROOT)::endsWith)
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .findFirst();
    }

    private static Optional<Path> find(Path folder, String id, List<String> endings) {
        if (id.isEmpty() || id.contains("/") || id.contains("\\") || id.startsWith(".")) {
            throw new UserError("'" + id + "' is no name of a file.");
        }
        return endings.stream()
                .map(e -> folder.resolve(id + e))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
