package org.samovar.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import org.samovar.evaluate.parity.ImageParity;
import org.samovar.evaluate.parity.ParityCase;
import org.samovar.evaluate.parity.VideoParity;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Weights;
import org.samovar.tensor.Precision;

/** Compares a network with the golden outputs of its published code. */
public final class Parity {
    /** The largest difference that a port may have, in deviations of the published output. */
    public static final double TOLERANCE = 1e-3;

    private Parity() {}

    /** Every output of a case is within the tolerance in float32; the test is skipped without the case. */
    public static void check(String name, PromptableNetwork network) {
        check(name, network, golden -> {
            RgbImage image = new IntensityRule.AsIs().apply(Images.read(golden.image()));
            return ImageParity.errors(golden, network, image, Precision.FLOAT32);
        });
    }

    /** The same for a case of the video predictor. */
    public static void checkVideo(String name, Sam2 network) {
        check(name, network, golden -> VideoParity.errors(golden, network, Precision.FLOAT32));
    }

    private static void check(String name, PromptableNetwork network, Function<ParityCase, Map<String, Double>> run) {
        ParityCase golden = ParityCase.read(Shared.require("parity/cases/" + name + ".json"));
        assertThat(network.layer().parameters()).hasSize(golden.keys());
        try (Weights weights = Weights.fill(network.layer(), golden.weights())) {
            Map<String, Double> errors = run.apply(golden);

            assertThat(errors).isNotEmpty();
            assertThat(errors)
                    .allSatisfy((output, error) -> assertThat(error).as(output).isLessThanOrEqualTo(TOLERANCE));
        }
    }
}
