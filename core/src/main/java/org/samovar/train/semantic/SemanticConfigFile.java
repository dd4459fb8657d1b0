package org.samovar.train.semantic;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.samovar.geometry.UserError;
import org.samovar.io.RecordJson;
import org.samovar.train.ConfigFile;

/** Reads a {@link SemanticConfig} from JSON, by the rules of {@link RecordJson}. */
public final class SemanticConfigFile {
    /** The configs that come with the program. */
    public static final List<String> INCLUDED = List.of(
            "masksam-acdc-paper",
            "masksam-amos-paper",
            "masksam-amos-released",
            "masksam-laptop",
            "medicosam-3d-laptop",
            "medicosam-3d-paper",
            "medicosam-semantic-laptop",
            "medicosam-semantic-paper",
            "rfmedsam2-laptop",
            "rfmedsam2-paper",
            "unet-laptop" //
            );

    private SemanticConfigFile() {}

    /** Whether a config is of this kind: it names a system. */
    public static boolean describes(JsonObject json) {
        return json.has("system");
    }

    /** One of {@link #INCLUDED}. */
    public static SemanticConfig included(String name) {
        return read(ConfigFile.json(Path.of(name), INCLUDED), name);
    }

    /**
     * Reads a config.
     *
     * @param origin what errors call it
     * @throws UserError naming what is missing or wrong
     */
    public static SemanticConfig read(JsonObject json, String origin) {
        try {
            return RecordJson.read(json, SemanticConfig.class, "it");
        } catch (UserError e) {
            throw new UserError(origin + ": " + e.getMessage(), e);
        }
    }
}
