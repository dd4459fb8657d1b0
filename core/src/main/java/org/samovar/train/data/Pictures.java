package org.samovar.train.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.io.Volumes;

/** Finds the file of an id. */
final class Pictures {
    /** Endings of files with one image. */
    private static final List<String> FLAT = List.of(".png", ".tif", ".tiff", ".jpg", ".jpeg");
    /** Endings of files with a volume or a time series. */
    private static final List<String> VOLUMES = List.of(".nii.gz", ".nii", ".nrrd");
    /** Endings of files with either. */
    private static final List<String> STACKS = List.of(".tif", ".tiff");

    private Pictures() {}

    static Optional<Path> flat(Path folder, String id) {
        return find(folder, id, FLAT);
    }

    static Optional<Path> volume(Path folder, String id) {
        return find(folder, id, VOLUMES).or(() -> find(folder, id, STACKS).filter(Pictures::hasSeveralSlices));
    }

    private static boolean hasSeveralSlices(Path file) {
        try {
            VolumeSize size = Volumes.info(file).size();
            return size.depth() > 1 || size.frames() > 1;
        } catch (UserError e) {
            return false; // images are read from more kinds of files, and what is wrong shows then
        }
    }

    /** The name without the ending, where it is one of an image. */
    static Optional<String> id(Path file) {
        return id(file, FLAT.stream());
    }

    /** The name without the ending, where it is one of an image or a volume. */
    static Optional<String> anyId(Path file) {
        return id(file, Stream.concat(VOLUMES.stream(), FLAT.stream()));
    }

    private static Optional<String> id(Path file, Stream<String> endings) {
        String name = String.valueOf(file.getFileName());
        return endings.filter(name.toLowerCase(Locale.ROOT)::endsWith)
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
