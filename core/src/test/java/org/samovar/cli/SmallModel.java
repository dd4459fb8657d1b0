package org.samovar.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.model.sam2.Sam2Metadata;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.SessionSettings;
import org.samovar.predict.SettingsMetadata;
import org.samovar.tensor.Precision;
import org.samovar.testing.SmallVideoNetwork;

/** A network of the size of the embedded one with random weights, so that these tests do not depend on what was trained. */
final class SmallModel {
    private SmallModel() {}

    static Path write(Path folder) {
        return write(folder, Sam2Config.nano());
    }

    /** A smaller one with a memory, for what takes many steps. */
    static Path writeRemembering(Path folder) {
        return write(folder, SmallVideoNetwork.config());
    }

    private static Path write(Path folder, Sam2Config config) {
        Sam2 network = new Sam2(config);
        Map<String, String> metadata = new HashMap<>(Sam2Metadata.of(config));
        metadata.putAll(SettingsMetadata.of(SessionSettings.nano()));
        Path file = folder.resolve("small.safetensors");
        try (Weights weights = Weights.initialise(network, 7)) {
            Checkpoints.writeSafetensors(
                    StoredWeights.store("small", weights, Precision.FLOAT32, metadata), file, metadata);
        }
        return file;
    }
}
