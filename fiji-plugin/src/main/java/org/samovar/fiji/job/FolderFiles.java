package org.samovar.fiji.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;

/** The files of a folder. */
final class FolderFiles {
    private FolderFiles() {}

    /**
     * Those with one of some endings, upper or lower case, by name; hidden ones are left out.
     *
     * @param endings in lower case, with their dots
     * @throws UserError when there is no such folder, or it cannot be read
     */
    static List<Path> list(Path folder, List<String> endings) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("There is no folder " + folder + ".");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isOne(file, endings)).sorted().toList();
        } catch (IOException e) {
            throw new UserError("Cannot read the folder " + folder + ".", e);
        }
    }

    /** Whether a file has one of some endings and is not hidden. */
    static boolean isOne(Path file, List<String> endings) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file)
                && !name.startsWith(".")
                && endings.stream().anyMatch(name::endsWith);
    }
}
