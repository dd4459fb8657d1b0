package org.samovar.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.io.RecordJson;
import org.samovar.method.Framing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.unet.UNetOptions;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.semantic.SemanticNetworks;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.tensor.Precision;

/** Files of tiny U-Nets with random weights that find two classes. */
public final class SmallSystem {
    private SmallSystem() {}

    /** What the file says. */
    public static SemanticSpec spec(PatchShape patch, Framing framing, String... classes) {
        return new SemanticSpec(
                "unet",
                Optional.empty(),
                patch,
                framing,
                Intensities.Z_SCORE,
                List.of(classes),
                RecordJson.write(new UNetOptions(4, 8, 1)));
    }

    /** Writes {@code system.safetensors}. */
    public static Path write(Path folder, SemanticSpec spec) {
        SemanticNetwork network = SemanticNetworks.of(spec);
        Path file = folder.resolve("system.safetensors");
        try (Weights weights = Weights.initialise(network.layer(), 7)) {
            Checkpoints.writeSafetensors(
                    StoredWeights.store("system", weights, Precision.FLOAT32, spec.metadata()), file, spec.metadata());
        }
        return file;
    }
}
