package org.samovar.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;

/**
 * An image of the folder {@code samples}, with prompts.
 *
 * @param image file
 * @param label file of what people drew
 * @param isBinary whether every label other than 0 is the one object
 * @param target what is to be found, in a few words
 * @param objects each with its id in the label and its prompts
 */
record Sample(Path image, Optional<Path> label, boolean isBinary, String target, List<Target> objects) {
    /** Set by the launcher to the folder of the clone. */
    private static final String HOME = "samovar.home";

    /**
     * One object.
     *
     * @param id in the label
     */
    record Target(int id, PromptSet prompts) {}

    /**
     * The samples that are marked for the demo.
     *
     * @throws UserError when the folder is not found or its list is damaged
     */
    static List<Sample> ofDemo() {
        Path folder = folder();
        Path list = folder.resolve("samples.json");
        try {
            List<Sample> samples = new ArrayList<>();
            for (JsonElement entry : JsonFiles.read(list).getAsJsonArray("samples")) {
                if (entry.getAsJsonObject().get("demo").getAsBoolean()) {
                    samples.add(sample(folder, entry.getAsJsonObject()));
                }
            }
            return samples;
        } catch (IllegalStateException | NullPointerException | UnsupportedOperationException e) {
            throw new UserError("Cannot read the list of samples " + list + ": " + e.getMessage() + ".", e);
        }
    }

    /** Of the clone that the launcher is in, or of a folder around the current one. */
    private static Path folder() {
        Path start = Path.of(System.getProperty(HOME, "")).toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("samples").resolve("samples.json"))) {
                return at.resolve("samples");
            }
        }
        throw new UserError(
                "There is no folder samples in " + start + " or around it.", "Run the demo from the clone.");
    }

    private static Sample sample(Path folder, JsonObject entry) {
        List<Target> objects = new ArrayList<>();
        for (JsonElement prompt : entry.getAsJsonArray("prompts")) {
            JsonObject target = prompt.getAsJsonObject();
            objects.add(new Target(target.get("object").getAsInt(), prompts(target)));
        }
        JsonElement label = entry.get("label");
        return new Sample(
                folder.resolve(entry.get("image").getAsString()),
                label.isJsonNull() ? Optional.empty() : Optional.of(folder.resolve(label.getAsString())),
                entry.get("kind").getAsString().equals("binary"),
                entry.get("target").getAsString(),
                objects);
    }

    private static PromptSet prompts(JsonObject target) {
        PromptSet set = PromptSet.none();
        if (target.has("box")) {
            JsonArray box = target.getAsJsonArray("box");
            set = set.with(new BoxPrompt(new Box(number(box, 0), number(box, 1), number(box, 2), number(box, 3))));
        }
        if (target.has("points")) {
            for (JsonElement point : target.getAsJsonArray("points")) {
                JsonArray p = point.getAsJsonArray();
                boolean positive = p.get(2).getAsString().equals("+");
                set = set.with(
                        positive
                                ? PointPrompt.positive(number(p, 0), number(p, 1))
                                : PointPrompt.negative(number(p, 0), number(p, 1)));
            }
        }
        return set;
    }

    private static double number(JsonArray array, int index) {
        return array.get(index).getAsDouble();
    }
}
