package org.samovar.model.sam2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.nn.ComputableWeights;
import org.samovar.nn.Weights;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class MultiScaleBlockTest {
    private static final int HEIGHT = 70;
    private static final int WIDTH = 96;
    private static final int CHANNELS = 96;

    /** With gradients a map is never cut into strips, without it is: the hidden layer has 2.6 million values. */
    @ParameterizedTest
    @CsvSource({"NONE, 8", "NONE, 14", "HALVE, 8", "HALVE, 14", "NONE, 0"})
    void aLargeMapIsTheSameInStripsAndAsAWhole(Pooling pooling, int window) {
        int out = CHANNELS * pooling.stride();
        MultiScaleBlock block = new MultiScaleBlock(
                new MultiScaleBlock.Measures(CHANNELS, out, 2, pooling, window), 0, Additions.none());
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[HEIGHT * WIDTH * CHANNELS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        try (Weights weights = Weights.fill(block, new ComputableWeights("strips")::tensor)) {
            float[] inStrips;
            try (Scope scope = Scope.inference(Precision.FLOAT32)) {
                Tensor y = block.forward(Tensors.of(values, 1, HEIGHT, WIDTH, CHANNELS));
                assertThat(y.shape()).containsExactly(1, HEIGHT / pooling.stride(), WIDTH / pooling.stride(), out);
                inStrips = y.toFloats();
            }
            try (Scope scope = Scope.training(Precision.FLOAT32)) {
                float[] whole = block.forward(Tensors.of(values, 1, HEIGHT, WIDTH, CHANNELS))
                        .toFloats();
                for (int i = 0; i < whole.length; i++) {
                    assertThat(inStrips[i]).isCloseTo(whole[i], within(1e-4f));
                }
            }
        }
    }
}
