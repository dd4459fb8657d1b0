package org.samovar.train.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.samovar.method.sam2sgp.Segmented;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.GradientUse;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class SupportLossTest {
    private static final float[] ANSWER = {2, -1, 0.5f, -3, 1, 1, -2, 0};
    private static final float[] PSEUDO = {1, -2, -0.5f, 0, 3, -1, -2, 1};
    private static final float[] TARGET = {1, 0, 1, 0, 0, 0, 0, 0};
    private static final double WEIGHT = 0.3;

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double entropy() {
        double sum = 0;
        for (int i = 0; i < ANSWER.length; i++) {
            double p = sigmoid(ANSWER[i]);
            sum -= TARGET[i] == 1 ? 2 * Math.log(p) : Math.log(1 - p);
        }
        return sum / ANSWER.length;
    }

    private static double dice() {
        double mean = 0;
        for (int mask = 0; mask < 2; mask++) {
            double both = 0;
            double all = 0;
            for (int i = 4 * mask; i < 4 * mask + 4; i++) {
                both += sigmoid(ANSWER[i]) * TARGET[i];
                all += sigmoid(ANSWER[i]) + TARGET[i];
            }
            mean += (1 - (2 * both + 1) / (all + 1)) / 2;
        }
        return mean;
    }

    private static double divergence() {
        double sum = 0;
        for (int i = 0; i < ANSWER.length; i++) {
            double p = sigmoid(ANSWER[i]);
            double q = sigmoid(PSEUDO[i]);
            sum += p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
        }
        return sum / ANSWER.length;
    }

    private static float loss(SupportLoss kind) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Segmented found = new Segmented(Tensors.of(PSEUDO, 2, 1, 2, 2), Tensors.of(ANSWER, 2, 1, 2, 2));
            return kind.of(found, Tensors.of(TARGET, 2, 1, 2, 2), WEIGHT).item();
        }
    }

    @Test
    void eachFormIsWhatItsEquationSays() {
        assertThat((double) loss(SupportLoss.PAPER))
                .isCloseTo((1 - WEIGHT) * (dice() + entropy()) + WEIGHT * divergence(), within(1e-5));
        assertThat((double) loss(SupportLoss.WITHOUT_DIVERGENCE)).isCloseTo(dice() + entropy(), within(1e-5));
        assertThat((double) loss(SupportLoss.RELEASED)).isCloseTo((1 - WEIGHT) * entropy(), within(1e-5));
    }

    @Test
    void theWeightFallsFromOneHalf() {
        assertThat(SupportLoss.weight(0)).isEqualTo(0.5);
        assertThat(SupportLoss.weight(2)).isCloseTo(0.45125, within(1e-9));
    }

    @Test
    void thePseudoMaskLearnsFromTheAnswerAndNotTheOtherWayRound() {
        try (Scope scope = Scope.training(Precision.FLOAT32)) {
            Tensor answer = Tensors.of(ANSWER, 2, 1, 2, 2).requireGradient(GradientUse.TRAINABLE);
            Tensor pseudo = Tensors.of(PSEUDO, 2, 1, 2, 2).requireGradient(GradientUse.TRAINABLE);
            Tensor target = Tensors.of(TARGET, 2, 1, 2, 2);
            Autograd.backward(SupportLoss.PAPER.of(new Segmented(pseudo, answer), target, 1));
            float[] ofPseudo =
                    Autograd.gradients(java.util.List.of(pseudo)).get(0).toFloats();
            float[] ofAnswer =
                    Autograd.gradients(java.util.List.of(answer)).get(0).toFloats();
            assertThat(ofAnswer).containsOnly(0f);
            for (int i = 0; i < ofPseudo.length; i++) {
                double expected = (sigmoid(PSEUDO[i]) - sigmoid(ANSWER[i])) / ofPseudo.length;
                assertThat((double) ofPseudo[i]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void withoutASecondDecoderThereIsNothingToDivergeFrom() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor one = Tensors.of(ANSWER, 2, 1, 2, 2);
            float found = SupportLoss.PAPER
                    .of(new Segmented(one, one), Tensors.of(TARGET, 2, 1, 2, 2), WEIGHT)
                    .item();
            assertThat((double) found).isCloseTo((1 - WEIGHT) * (dice() + entropy()), within(1e-5));
        }
    }
}
