package org.samovar.model.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.samovar.model.PromptTensors;
import org.samovar.nn.Weights;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class PromptEncoderTest {
    private static PromptTensors corners(float... labels) {
        Tensor places = Tensors.of(new float[] {3, 4, 20, 30}, 1, 2, 2);
        return new PromptTensors(
                Optional.of(places), Optional.of(Tensors.of(labels, 1, 2)), Optional.empty(), Optional.empty());
    }

    @Test
    void aBoxIsTwoPointsThatAreItsCorners() {
        PromptEncoder encoder = new PromptEncoder(16, 16, PromptEncoder.BoxCorners.BEFORE_POINTS);
        try (Weights weights = Weights.initialise(encoder, 1);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            PromptTensors box = new PromptTensors(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Tensors.of(new float[] {3, 4, 20, 30}, 1, 4)),
                    Optional.empty());
            float[] asBox = encoder.forward(box, 2, 2).sparse().toFloats();
            assertThat(encoder.forward(corners(2, 3), 2, 2).sparse().toFloats()).isEqualTo(asBox);
            assertThat(encoder.forward(corners(3, 2), 2, 2).sparse().toFloats()).isNotEqualTo(asBox);
            float[] absent = encoder.forward(corners(-1, -1), 2, 2).sparse().toFloats();
            assertThat(Arrays.copyOfRange(absent, 0, 16)).isEqualTo(Arrays.copyOfRange(absent, 32, 48));
        }
    }
}
