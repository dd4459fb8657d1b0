package org.samovar.image.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder that is read as one volume, or a part of what it holds, which users name as {@code FOLDER#PART}.
 *
 * @param folder that is there
 * @param part as the format calls it; empty where the whole is meant
 */
public record FolderPart(Path folder, Optional<String> part) {
    /** The folder that a user has named; empty where it is a file, or nothing. */
    public static Optional<FolderPart> of(Path path) {
        if (Files.isDirectory(path)) {
            return Optional.of(new FolderPart(path, Optional.empty()));
        }
        String name = String.valueOf(path.getFileName());
        int mark = name.lastIndexOf('#');
        if (mark <= 0 || Files.exists(path)) {
            return Optional.empty();
        }
        Path folder = path.resolveSibling(name.substring(0, mark));
        return Files.isDirectory(folder)
                ? Optional.of(new FolderPart(folder, Optional.of(name.substring(mark + 1))))
                : Optional.empty();
    }
}
