package org.samovar.fiji.job;

import java.nio.file.Path;
import java.util.Optional;

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
        return TypedFolder.of(folder);
    }

    Optional<Path> labels() {
        return TypedFolder.of(destination);
    }
}
