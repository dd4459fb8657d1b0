package org.samovar.train.support;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.samovar.geometry.UserError;
import org.samovar.io.RecordJson;
import org.samovar.train.ConfigFile;

/** Reads a {@link SupportConfig} from JSON, by the rules of {@link RecordJson}. */
public final class SupportConfigFile {
    /** The configs that come with the program. */
    public static final List<String> INCLUDED =
            List.of("sam2sgp-laptop", "sam2sgp-images", "sam2sgp-paper", "sam2sgp-paper-3d");

    private SupportConfigFile() {}

    /** Whether a config is of this kind: it says what an episode is. */
    public static boolean describes(JsonObject json) {
        return json.has("episode");
    }

    /** One of {@link #INCLUDED}. */
    public static SupportConfig included(String name) {
        return read(ConfigFile.json(Path.of(name), INCLUDED), name);
    }

    /**
     * Reads a config.
     *
     * @param origin what errors call it
     * @throws UserError naming what is missing or wrong
     */
    public static SupportConfig read(JsonObject json, String origin) {
        try {
            return RecordJson.read(json, SupportConfig.class, "it");
        } catch (UserError e) {
            throw new UserError(origin + ": " + e.getMessage(), e);
        }
    }
}
