package org.samovar.predict.support;

import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;
import org.samovar.io.RecordJson;
import org.samovar.method.sam2sgp.SgpConfig;
import org.samovar.model.sam2.Sam2Metadata;

/**
 * What the metadata of a file of weights say of a network that segments by support sets.
 *
 * @param network its parts
 * @param neighbours beside how many images it was trained to see one
 */
public record SupportSpec(SgpConfig network, int neighbours) {
    /** Under which it stands in the metadata. */
    public static final String KEY = "samovar.support";

    private static final int MOST_NEIGHBOURS = 1024;
    private static final int HIGHEST_RANK = 1024;

    public SupportSpec {
        if (network.loraRank() > HIGHEST_RANK) {
            throw new UserError("LoRA has a rank of at most " + HIGHEST_RANK + ", not " + network.loraRank() + ".");
        }
        if (neighbours < 1 || neighbours > MOST_NEIGHBOURS) {
            throw new UserError(
                    "A network sees an image beside 1 to " + MOST_NEIGHBOURS + " others, not " + neighbours + ".");
        }
    }

    /** The metadata that {@link #find} understands. */
    public Map<String, String> metadata() {
        return Map.of(KEY, RecordJson.write(this).toString());
    }

    /**
     * The network of a file, if it says that it is one of this kind.
     *
     * @throws UserError when what it says is damaged, or no network can be like that
     */
    public static Optional<SupportSpec> find(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(KEY)).map(SupportSpec::parse);
    }

    private static SupportSpec parse(String text) {
        try {
            SupportSpec spec = RecordJson.read(JsonFiles.parse(text, "it"), SupportSpec.class, "it");
            Sam2Metadata.check(spec.network.backbone());
            return spec;
        } catch (UserError | IllegalArgumentException e) {
            throw new UserError(
                    "The file says in its metadata '" + KEY + "' which network it is for, but that is damaged: "
                            + e.getMessage(),
                    e);
        }
    }
}
