package org.samovar.method.medicosam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.samovar.evaluate.parity.ParityCase;
import org.samovar.evaluate.parity.SegmentationParity;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.nn.Weights;
import org.samovar.tensor.Precision;
import org.samovar.testing.Parity;
import org.samovar.testing.Shared;

class UnetrParityTest {
    @Test
    void onSamVitBItGivesThePublishedOutput() {
        ParityCase golden = ParityCase.read(Shared.require("parity/cases/medicosam_unetr_vit_b.json"));
        RgbImage image = new IntensityRule.AsIs().apply(Images.read(golden.image()));
        Unetr network = new Unetr(new Sam(SamConfig.vitB()), 256, Unetr.PUBLISHED_FEATURES, 3);
        try (Weights weights = Weights.fill(network, golden.weights())) {
            Map<String, Double> errors = SegmentationParity.errors(golden, network, image, Precision.FLOAT32);
            assertThat(errors).isNotEmpty();
            assertThat(errors).allSatisfy((output, error) -> assertThat(error).isLessThanOrEqualTo(Parity.TOLERANCE));
        }
    }
}
