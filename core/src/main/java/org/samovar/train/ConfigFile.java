package org.samovar.train;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.samovar.geometry.UserError;

/** Reads a {@link TrainConfig} from JSON. */
public final class ConfigFile {
    private ConfigFile() {}

    /** Reads a file. @throws UserError naming what is missing or wrong */
    public static TrainConfig read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new UserError("Cannot read " + file + ".", e);
        }
    }

    static TrainConfig parse(String json, String origin) {
        try {
            return new Gson().fromJson(json, TrainConfig.class);
        } catch (JsonParseException e) {
            throw new UserError(origin + " is not a training config: " + e.getMessage(), e);
        }
    }
}
