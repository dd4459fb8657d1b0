package org.samovar.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class MaskLossTest {
    private static final float[] TARGET = {1, 1, 0, 0};

    private static Tensor target() {
        return Tensors.of(TARGET, 1, 1, 2, 2);
    }

    private static float loss(MaskLoss loss, float iou, float... logits) {
        int candidates = logits.length / 4;
        float[] scores = new float[candidates];
        java.util.Arrays.fill(scores, iou);
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            return loss.of(Tensors.of(logits, 1, candidates, 2, 2), Tensors.of(scores, 1, candidates), target())
                    .item();
        }
    }

    @Test
    void aPerfectMaskCostsNothingAndAnInvertedOneMuch() {
        assertThat(loss(MaskLoss.BALANCED, 1, 30, 30, -30, -30)).isLessThan(1e-4f);
        assertThat(loss(MaskLoss.SQUARED_DICE, 1, 30, 30, -30, -30)).isLessThan(1e-4f);
        assertThat(loss(MaskLoss.BALANCED, 0, -30, -30, 30, 30)).isGreaterThan(30);
        assertThat(loss(MaskLoss.SQUARED_DICE, 0, -30, -30, 30, 30)).isCloseTo(1, within(1e-4f));
    }

    @Test
    void balancedIsTheSumOfItsThreeTerms() {
        float[] logits = {2, -1, 0.5f, -3};
        double both = 0;
        double all = 2;
        double inside = 0;
        double outside = 0;
        for (int i = 0; i < 4; i++) {
            double p = 1 / (1 + Math.exp(-logits[i]));
            both += p * TARGET[i];
            all += p;
            inside += TARGET[i] == 1 ? -Math.log(p) / 2 : 0;
            outside += TARGET[i] == 0 ? -Math.log(1 - p) / 2 : 0;
        }
        double expected = 1 - (2 * both + 1) / (all + 1) + 2 * (inside + outside) / 2;
        // the mask is {1, 0, 1, 0}: one pixel of three is right
        double iouError = Math.pow(0.25 - 1 / 3.0, 2);
        assertThat(loss(MaskLoss.BALANCED, 0.25f, logits)).isCloseTo((float) (expected + iouError), within(1e-5f));
    }

    @Test
    void squaredDiceHasSquaresBelow() {
        float[] logits = {2, -1, 0.5f, -3};
        double both = 0;
        double squares = 2;
        for (int i = 0; i < 4; i++) {
            double p = 1 / (1 + Math.exp(-logits[i]));
            both += p * TARGET[i];
            squares += p * p;
        }
        assertThat(loss(MaskLoss.SQUARED_DICE, 1 / 3f, logits))
                .isCloseTo((float) (1 - 2 * both / squares), within(1e-5f));
    }

    @Test
    void diceAndEntropyAreAddedAndTheReleasedCodeCountsForegroundTwice() {
        float[] logits = {2, -1, 0.5f, -3};
        double entropy = 0;
        double doubled = 0;
        for (int i = 0; i < 4; i++) {
            double p = 1 / (1 + Math.exp(-logits[i]));
            double one = TARGET[i] == 1 ? -Math.log(p) : -Math.log(1 - p);
            entropy += one / 4;
            doubled += one * (TARGET[i] == 1 ? 2 : 1) / 4;
        }
        float dice = loss(MaskLoss.SQUARED_DICE, 1 / 3f, logits);
        assertThat(loss(MaskLoss.DICE_ENTROPY, 1 / 3f, logits)).isCloseTo((float) (dice + entropy), within(1e-5f));
        assertThat(loss(MaskLoss.DOUBLED_ENTROPY, 1 / 3f, logits)).isCloseTo((float) doubled, within(1e-5f));
    }

    @Test
    void theBestCandidateCounts() {
        float good = loss(MaskLoss.SQUARED_DICE, 1, 30, 30, -30, -30);
        float withBad = loss(MaskLoss.SQUARED_DICE, 1, 30, 30, -30, -30, -30, -30, 30, 30);
        // the mean of both adds a twentieth of one half, the wrong estimate of the second IoU one half
        assertThat(withBad - good).isCloseTo(0.025f + 0.5f, within(1e-4f));
    }

    @Test
    void theIouIsThatOfTheCutMask() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor logits = Tensors.of(new float[] {1, -1, 1, -1, -1, -1, -1, -1}, 1, 2, 2, 2);
            assertThat(MaskLoss.actualIou(logits, target()).toFloats()).containsExactly(1 / 3f, 0f);
        }
    }
}
