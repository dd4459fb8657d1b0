package org.samovar.testing;

import java.nio.file.Path;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.method.sam2sgp.SgpConfig;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.support.SupportSpec;
import org.samovar.tensor.Precision;

/** A SAM2-SGP that is small enough for tests of some milliseconds, with random weights. */
public final class SmallSupport {
    private SmallSupport() {}

    /** What it is made of. */
    public static SgpConfig config() {
        return SgpConfig.of(SmallVideoNetwork.config()).withLoraRank(2);
    }

    /** A file of one. */
    public static Path write(Path folder) {
        SupportSpec spec = new SupportSpec(config(), 2);
        Sam2Sgp network = new Sam2Sgp(spec.network());
        Path file = folder.resolve("support.safetensors");
        try (Weights weights = Weights.initialise(network, 7)) {
            Checkpoints.writeSafetensors(
                    StoredWeights.store("support", weights, Precision.FLOAT32, spec.metadata()), file, spec.metadata());
        }
        return file;
    }
}
