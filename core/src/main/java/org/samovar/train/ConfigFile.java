package org.samovar.train;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;
import org.samovar.io.RecordJson;

/** Reads a {@link TrainConfig} from JSON, by the rules of {@link RecordJson}. */
public final class ConfigFile {
    /** The configs that come with the program. */
    public static final List<String> INCLUDED =
            List.of("nano", "nano-finish", "nano-third", "nano-memory", "nano-laptop", "medicosam-interactive");

    private ConfigFile() {}

    /**
     * Reads a file, or one of {@link #INCLUDED} where there is no such file.
     *
     * @throws UserError naming what is missing or wrong
     */
    public static TrainConfig read(Path file) {
        if (Files.exists(file)) {
            return config(JsonFiles.read(file), file.toString());
        }
        if (INCLUDED.contains(file.toString())) {
            return included(file.toString());
        }
        throw new UserError(
                "There is no training config " + file + ".",
                "Give a file, or one of " + String.join(", ", INCLUDED) + ".");
    }

    /** One of {@link #INCLUDED}. */
    public static TrainConfig included(String name) {
        try (InputStream in = ConfigFile.class.getResourceAsStream("configs/" + name + ".json")) {
            if (in == null) {
                throw new UserError("There is no training config '" + name + "'.");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UserError("Cannot read the training config '" + name + "'.", e);
        }
    }

    static TrainConfig parse(String json, String origin) {
        return config(JsonFiles.parse(json, origin), origin);
    }

    private static TrainConfig config(JsonObject json, String origin) {
        try {
            return RecordJson.read(json, TrainConfig.class, "it");
        } catch (UserError e) {
            throw new UserError(origin + ": " + e.getMessage(), e);
        }
    }
}
