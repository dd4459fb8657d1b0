package org.samovar.model.mobilesam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.nn.ComputableWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.ImageFraming;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.testing.Parity;
import org.samovar.testing.Shared;

class MobileSamParityTest {
    /** Every 65536th value of the embedding that the published code makes when {@code eval()} follows the weights. */
    private static final float[] WITH_BIASES = {
        1.1649597f,
        -1.1695738f,
        0.055958483f,
        -0.27122024f,
        1.4448093f,
        -0.913138f,
        0.9931518f,
        0.04619303f,
        -0.2876775f,
        -0.4828777f,
        1.0033805f,
        -0.74022526f,
        -2.3346746f,
        -0.052820317f,
        0.66574925f,
        -2.567697f
    };

    @Test
    void vitTGivesThePublishedOutputs() {
        Parity.check("mobile_sam_vit_t", new MobileSam(MobileSamConfig.vitT()));
    }

    @Test
    void theBiasesOfOffsetsAreThoseOfThePublishedAttention() {
        MobileSam network = new MobileSam(MobileSamConfig.vitT());
        RgbImage image = new IntensityRule.AsIs().apply(Images.read(Shared.require("parity/images/cells.png")));
        try (Weights weights = Weights.fill(network, new ComputableWeights("parity-1"));
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            ImageFraming framing = ImageFraming.whole(network.input(), image.size());

            float[] embedding =
                    network.encode(framing.pixels(image)).embedding().toFloats();

            for (int i = 0; i < WITH_BIASES.length; i++) {
                assertThat(embedding[65536 * i]).isCloseTo(WITH_BIASES[i], within(1e-3f));
            }
        }
    }
}
