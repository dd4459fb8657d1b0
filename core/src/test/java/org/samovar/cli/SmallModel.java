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

/** A network of the size of the embedded one with random weights, so that these tests do not depend on what was trained. */
final class SmallModel {
    private SmallModel() {}

    static Path write(Path folder) {
        Sam2 network = new Sam2(Sam2Config.nano());
        Map<String, String> metadata = new HashMap<>(Sam2Metadata.of(Sam2Config.nano()));
        metadata.putAll(SettingsMetadata.of(SessionSettings.nano()));
        Path file = folder.resolve("small.safetensors");
        try (Weights weights = Weights.initialise(network, 7)) {
            Checkpoints.writeSafetensors(
                    StoredWeights.store("small", weights, Precision.FLOAT32, metadata), file, metadata);
        }
        return file;
    }
}
