package org.samovar.fiji.job;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.io.JsonFiles;
import org.samovar.io.RecordJson;

/**
 * What made the labels of a folder, kept beside them, so that no batch goes on with anything else.
 *
 * @param folder of the images
 * @param task its label
 * @param model as it was entered
 * @param weights SHA-256 of the model's file
 * @param area of the smallest objects, pixels
 * @param said prompts in words
 * @param examples folder of the support set; empty where there is none
 */
record BatchRecord(String folder, String task, String model, String weights, int area, String said, String examples) {
    static final String FILE = "samovar-batch.json";

    static BatchRecord of(BatchOptions options, String weights) {
        return new BatchRecord(
                options.images().toString(),
                options.task().label(),
                options.model(),
                weights,
                options.area(),
                options.said(),
                options.examples().isEmpty() ? "" : options.support().toString());
    }

    /** Writes it into the folder of the labels. @throws UserError when that cannot be done */
    void write(Path destination) {
        AtomicFiles.writeText(destination.resolve(FILE), RecordJson.write(this) + "\n");
    }

    /**
     * Whether a folder holds a batch that was made in this way; there need not be a folder.
     *
     * @throws UserError when it holds one that was made in another way, which says what differs, or one that nobody knows how it was made
     */
    boolean isBegun(Path destination) {
        Path file = destination.resolve(FILE);
        if (Files.exists(file)) {
            requireSame(destination, file);
            return true;
        }
        if (Files.exists(destination.resolve(BatchTable.FILE))) {
            throw new UserError(
                    destination + " holds a " + BatchTable.FILE + ", but no " + FILE + " that says how it was made.",
                    "Choose another folder for the new labels.");
        }
        return false;
    }

    private void requireSame(Path destination, Path file) {
        JsonObject there = RecordJson.write(RecordJson.read(JsonFiles.read(file), BatchRecord.class, file.toString()));
        List<String> differences = new TreeMap<>(RecordJson.write(this).asMap())
                .entrySet().stream()
                        .filter(e -> !e.getValue().equals(there.get(e.getKey())))
                        .map(e -> difference(e.getKey(), there.get(e.getKey()), e.getValue()))
                        .toList();
        if (!differences.isEmpty()) {
            throw new UserError(
                    destination + " holds a batch that was made in another way: " + String.join("; ", differences)
                            + ".",
                    "Choose another folder for the new labels, or the options of then, which are in " + FILE
                            + ", to go on with that batch.");
        }
    }

    private static String difference(String name, JsonElement then, JsonElement now) {
        return name + " was " + then + " and is " + now;
    }
}
