package org.samovar.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;

class ChannelDiceTest {
    @Test
    void eachChannelIsCountedOverTheWholeBatchWithSquaresBelow() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            float[] found = {0.5f, 1, 0, 0.25f, 1, 1, 0.5f, 0};
            float[] target = {1, 1, 0, 0, 0, 1, 0.5f, 0};
            // (2, 2, 2): channel 0 has values 0, 1 and 4, 5; channel 1 the others
            float[] losses = ChannelDice.of(Tensors.of(found, 2, 2, 2), Tensors.of(target, 2, 2, 2))
                    .toFloats();
            double first = 2 * (0.5 + 1 + 0 + 1) / ((0.25 + 1 + 1 + 1) + (1 + 1 + 0 + 1));
            double second = 2 * 0.25 / ((0 + 0.0625 + 0.25 + 0) + 0.25);
            assertThat(losses).hasSize(2);
            assertThat((double) losses[0]).isCloseTo(1 - first, within(1e-6));
            assertThat((double) losses[1]).isCloseTo(1 - second, within(1e-6));
        }
    }

    @Test
    void nothingWhereNothingIsWantedIsNoNumberProblem() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            assertThat(ChannelDice.of(Tensors.zeros(1, 1, 4), Tensors.zeros(1, 1, 4))
                            .item())
                    .isEqualTo(1);
        }
    }
}
