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
    public static final List<String> INCLUDED = List.of(
            "nano",
            "nano-finish",
            "nano-third",
            "nano-memory",
            "nano-laptop",
            "medicosam-interactive",
            "medsam2-paper",
            "medsam2-laptop");

    private ConfigFile() {}

    /**
     * Reads a file, or one of {@link #INCLUDED} where there is no such file.
     *
     * @throws UserError naming what is missing or wrong
     */
    public static TrainConfig read(Path file) {
        return read(json(file, INCLUDED), file.toString());
    }

    /**
     * Reads a config.
     *
     * @param origin what errors call it
     * @throws UserError naming what is missing or wrong
     */
    public static TrainConfig read(JsonObject json, String origin) {
        try {
            return RecordJson.read(json, TrainConfig.class, "it");
        } catch (UserError e) {
            throw new UserError(origin + ": " + e.getMessage(), e);
        }
    }

    /**
     * The text of a config of any kind.
     *
     * @param file a file, or one of the names where there is no such file
     * @param included names of the configs that come with the program
     * @throws UserError when there is neither
     */
    public static JsonObject json(Path file, List<String> included) {
        if (Files.exists(file)) {
            return JsonFiles.read(file);
        }
        String name = file.toString();
        if (!included.contains(name)) {
            throw new UserError(
                    "There is no training config " + name + ".",
                    "Give a file, or one of " + String.join(", ", included) + ".");
        }
        try (InputStream in = ConfigFile.class.getResourceAsStream("configs/" + name + ".json")) {
            if (in == null) {
                throw new UserError("There is no training config '" + name + "'.");
            }
            return JsonFiles.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UserError("Cannot read the training config '" + name + "'.", e);
        }
    }

    /** One of {@link #INCLUDED}. */
    public static TrainConfig included(String name) {
        return read(json(Path.of(name), List.of(name)), name);
    }

    static TrainConfig parse(String json, String origin) {
        return read(JsonFiles.parse(json, origin), origin);
    }
}
