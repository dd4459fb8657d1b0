package org.samovar.fiji.job;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;

/** A folder that label images are saved in. Nothing in it is written over. */
final class LabelFolder {
    /** What the names of files of labels end with. */
    static final String ENDING = "-labels.tif";

    private final Path folder;

    /** Refuses a folder that has label images, before anything is computed. */
    LabelFolder(Path folder) {
        this.folder = folder;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(ENDING))
                        .findFirst()
                        .ifPresent(file -> {
                            throw taken(folder, file);
                        });
            } catch (IOException e) {
                throw new UserError("Cannot read the folder " + folder + ".", e);
            }
        }
    }

    /** The error for a folder that is in use. @param file of labels in it */
    static UserError taken(Path folder, Path file) {
        return new UserError(
                "There are label images in " + folder + " already, such as " + file.getFileName() + ".",
                "Choose another folder for the new ones.");
    }

    /** Saves an image as TIFF by its title, with a number behind it where another one has it. */
    void save(ImagePlus labels) {
        Path file = folder.resolve(labels.getTitle() + ".tif");
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(labels.getTitle() + "-" + i + ".tif");
        }
        LabelTiff.write(labels, file);
    }
}
