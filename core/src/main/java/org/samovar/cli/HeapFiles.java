package org.samovar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.image.io.Volumes;
import org.samovar.io.AtomicFiles;

/** The images of a heap: files, and what lies in folders. */
final class HeapFiles {
    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".tif", ".tiff");

    private HeapFiles() {}

    /**
     * Files as they are given, and the images of folders by name; without the prompted image. A folder without images
     * that is a volume counts as a file.
     *
     * @throws UserError when none is left, or a folder cannot be read
     */
    static List<Path> of(Path prompted, List<Path> given) {
        List<Path> all = new ArrayList<>();
        for (Path path : given) {
            List<Path> images = Files.isDirectory(path) ? images(path) : List.of(path);
            boolean isVolume = images.isEmpty() && Volumes.recognises(path);
            all.addAll(isVolume ? List.of(path) : images);
        }
        all.removeIf(path -> same(path).equals(same(prompted)));
        if (all.isEmpty()) {
            throw new UserError("There are no images to find the object on: no PNG, JPEG or TIFF file beside "
                    + prompted + " is given.");
        }
        return all;
    }

    private static List<Path> images(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.stream().anyMatch(name(file)::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("Cannot read the folder " + folder + ".", e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static Path same(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /**
     * Refuses a folder for results where one result would take the place of another, or of an image.
     *
     * @param images all of them, the prompted one too
     */
    static void requireRoom(Path folder, List<Path> images) {
        Map<Path, Path> owners = new HashMap<>();
        List<Path> inputs = images.stream().map(HeapFiles::same).toList();
        for (Path image : images) {
            for (Path result : OutputOptions.results(image, folder)) {
                Path other = owners.put(same(result), image);
                if (other != null) {
                    throw new UserError(
                            "The results of " + other + " and of " + image + " would both be " + result + ".",
                            "Give files of different names.");
                }
                if (inputs.contains(same(result))) {
                    throw new UserError("The result " + result + " would take the place of an image that is read.");
                }
            }
        }
        OutputOptions.results(images.get(0), folder).forEach(AtomicFiles::requireWritable);
    }
}
