package org.samovar.predict.semantic;

import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;
import org.samovar.io.RecordJson;
import org.samovar.method.Framing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;

/**
 * A prompt-free system in words and numbers: what a config of a training and the metadata of its weights say of it.
 *
 * @param system a name that {@link SemanticNetworks} knows
 * @param backbone a name that {@link Backbones} knows; empty for a system that has none
 * @param patch what it sees at a time
 * @param framing how patches are cut out of images and volumes
 * @param intensities what the values of its input are
 * @param classes names of the classes 1, 2, ...; 0 is the background
 * @param options of the system
 */
public record SemanticSpec(
        String system,
        Optional<String> backbone,
        PatchShape patch,
        Framing framing,
        Intensities intensities,
        List<String> classes,
        JsonObject options) {
    /** Under which it stands in the metadata. */
    public static final String KEY = "samovar.method";

    private static final int MOST_MODALITIES = 64;
    private static final int LONGEST = 4096;
    private static final long MOST_VALUES = 1L << 26;
    private static final int MOST_CLASSES = 1024;

    public SemanticSpec {
        classes = List.copyOf(classes);
        options = options.deepCopy();
        long values = (long) patch.depth() * patch.height() * patch.width();
        if (patch.modalities() > MOST_MODALITIES
                || Math.max(patch.depth(), Math.max(patch.height(), patch.width())) > LONGEST
                || patch.modalities() * values > MOST_VALUES) {
            throw new UserError("A patch of " + patch.modalities() + " x " + patch.depth() + " x " + patch.height()
                    + " x " + patch.width() + " values is too large.");
        }
        if (classes.isEmpty() || classes.size() >= MOST_CLASSES) {
            throw new UserError("There are 1 to " + (MOST_CLASSES - 1) + " classes, not " + classes.size() + ".");
        }
        if (classes.stream().anyMatch(String::isBlank) || new HashSet<>(classes).size() < classes.size()) {
            throw new UserError("Each class has a name of its own, unlike in " + classes + ".");
        }
    }

    @Override
    public JsonObject options() {
        return options.deepCopy();
    }

    /** The metadata that {@link #find} understands. */
    public Map<String, String> metadata() {
        return Map.of(KEY, RecordJson.write(this).toString());
    }

    /**
     * The system of a file, if it says that it is one.
     *
     * @throws UserError when what it says is damaged, or no system can be like that
     */
    public static Optional<SemanticSpec> find(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(KEY)).map(SemanticSpec::parse);
    }

    private static SemanticSpec parse(String text) {
        try {
            return RecordJson.read(JsonFiles.parse(text, "it"), SemanticSpec.class, "it");
        } catch (UserError e) {
            throw new UserError(
                    "The file says in its metadata '" + KEY + "' which system it is for, but that is damaged: "
                            + e.getMessage(),
                    e);
        }
    }
}
