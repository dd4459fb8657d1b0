package org.samovar.train;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.samovar.geometry.UserError;
import org.samovar.model.AdaptableNetwork;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.FrameStep;
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
     * @param frameStep its step from frame to frame; empty for a network without memory
     * @param metadata what files of its weights say, so that they can be loaded and prompted
     */
    record Untrained(AdaptableNetwork network, Optional<FrameStep> frameStep, Map<String, String> metadata) {
        Untrained {
            metadata = Map.copyOf(metadata);
        }
    }

    private Networks() {}

    static Untrained of(String name) {
        return switch (name) {
            case "sam2-nano" -> nano(Sam2Config.nano());
            case "sam2-nano-memory" -> nano(Sam2Config.nano().withMemory(512));
            case "sam2-small" -> small();
            case "sam-vit-b" -> new Untrained(new Sam(SamConfig.vitB()), Optional.empty(), Map.of());
            default -> throw new UserError(
                    "There is no network '" + name + "' to train.",
                    "Take sam2-nano, sam2-nano-memory, sam2-small or sam-vit-b.");
        };
    }

    /** SAM 2.0, as MedSAM-2 begins with; answers of one mask are trained as such, and are not replaced where they are unstable. */
    private static Untrained small() {
        Sam2 network = new Sam2(Sam2Config.small(Sam2Config.Version.SAM_2_0).with(Sam2Config.SingleMask.FIRST_TOKEN));
        return new Untrained(network, Optional.of(network.frameStep()), Map.of());
    }

    private static Untrained nano(Sam2Config config) {
        Map<String, String> metadata = new TreeMap<>(Sam2Metadata.of(config));
        metadata.putAll(SettingsMetadata.of(SessionSettings.nano()));
        Sam2 network = new Sam2(config);
        Optional<FrameStep> step =
                config.memory() == Sam2Config.Memory.WITH ? Optional.of(network.frameStep()) : Optional.empty();
        return new Untrained(network, step, metadata);
    }
}
