package org.samovar.fiji.job;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.samovar.geometry.UserError;

/**
 * The options of <i>Segment Collection</i>.
 *
 * @param model a name, or the path of a file of weights
 * @param prompts which ROIs of the current image count
 * @param folder of the other images; empty for the other images that are open
 * @param destination folder for the labels; empty to show them
 */
public record CollectionOptions(String model, PromptSource prompts, String folder, String destination) {
    Optional<Path> images() {
        return path(folder);
    }

    Optional<Path> labels() {
        return path(destination);
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
        } catch (InvalidPathException e) {
            throw new UserError("\"" + text + "\" is no folder.", e);
        }
    }
}
