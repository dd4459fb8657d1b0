package org.samovar.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.method.medicosam.Unetr;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.model.sam2.Sam2Metadata;
import org.samovar.nn.Layer;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.SessionSettings;
import org.samovar.predict.SettingsMetadata;
import org.samovar.predict.instances.InstanceMaps;
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

    /** The smaller one with a decoder of instances. */
    static Path writeDecoding(Path folder) {
        Sam2Config config = SmallVideoNetwork.config();
        return write(folder, config, new Unetr(new Sam2(config), config.width(), 4, InstanceMaps.CHANNELS));
    }

    private static Path write(Path folder, Sam2Config config) {
        return write(folder, config, new Sam2(config));
    }

    private static Path write(Path folder, Sam2Config config, Layer network) {
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
