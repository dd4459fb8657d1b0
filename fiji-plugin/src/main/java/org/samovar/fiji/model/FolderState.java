package org.samovar.fiji.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;

/**
 * What tells whether a folder of examples changed.
 *
 * @param files name, size and time of each
 */
record FolderState(List<String> files) {
    /** @throws UserError when the folder cannot be read */
    static FolderState of(Path folder) {
        List<String> files = new ArrayList<>();
        try {
            for (String part : List.of("images", "labels", "dataset.json")) {
                add(folder.resolve(part), files);
            }
        } catch (IOException e) {
            throw new UserError("Cannot read the folder " + folder + ".", e);
        }
        return new FolderState(files);
    }

    private static void add(Path path, List<String> files) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> inside = Files.list(path)) {
                for (Path file : inside.sorted().toList()) {
                    files.add(describe(file));
                }
            }
        } else if (Files.exists(path)) {
            files.add(describe(path));
        }
    }

    private static String describe(Path file) throws IOException {
        return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    }
}
