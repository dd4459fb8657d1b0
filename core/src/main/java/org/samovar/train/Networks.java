package org.samovar.train;

import java.util.Map;
import java.util.TreeMap;
import org.samovar.geometry.UserError;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.model.sam2.Sam2Metadata;
import org.samovar.predict.SessionSettings;
import org.samovar.predict.SettingsMetadata;

/** The networks that a config can name. */
final class Networks {
    /**
     * A network without weights.
     *
     * @param network to be trained
     * @param metadata what files of its weights say, so that they can be loaded and prompted
     */
    record Untrained(PromptableNetwork network, Map<String, String> metadata) {
        Untrained {
            metadata = Map.copyOf(metadata);
        }
    }

    private Networks() {}

    static Untrained of(String name) {
        return switch (name) {
            case "sam2-nano" -> {
                Map<String, String> metadata = new TreeMap<>(Sam2Metadata.of(Sam2Config.nano()));
                metadata.putAll(SettingsMetadata.of(SessionSettings.nano()));
                yield new Untrained(new Sam2(Sam2Config.nano()), metadata);
            }
            case "sam-vit-b" -> new Untrained(new Sam(SamConfig.vitB()), Map.of());
            default -> throw new UserError(
                    "There is no network '" + name + "' to train.", "Take sam2-nano or sam-vit-b.");
        };
    }
}
