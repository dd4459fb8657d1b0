package org.samovar.image.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.io.DataFolder;
import org.samovar.io.TypedPath;

/** The files of libraries that users name in the environment, or put into the data folder. */
public final class LibraryFile {
    private LibraryFile() {}

    /**
     * Where libraries are kept: {@code formats} in the data folder, which need not be there yet.
     *
     * @throws UserError when its name has letters that Java cannot use in its language setting
     */
    public static Path folder() {
        return DataFolder.find().resolve("formats");
    }

    /**
     * The file that a variable of the environment names.
     *
     * @throws UserError when there is no such file
     */
    public static Optional<Path> named(String variable) {
        return named(System.getenv(), variable);
    }

    static Optional<Path> named(Map<String, String> environment, String variable) {
        String name = environment.getOrDefault(variable, "");
        if (name.isBlank()) {
            return Optional.empty();
        }
        Path file = TypedPath.of(name);
        if (!Files.isRegularFile(file)) {
            throw new UserError("There is no file " + file + ", which " + variable + " names.");
        }
        return Optional.of(file);
    }

    /**
     * The file of a folder, which need not be there, that has such a name; of several, the last in the order of names.
     *
     * @throws UserError when the folder cannot be read
     */
    public static Optional<Path> kept(Path folder, Pattern names) {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(
                            file -> names.matcher(file.getFileName().toString()).matches())
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UserError("Cannot look into the folder " + folder + ": " + e.getMessage() + ".", e);
        }
    }
}
