package org.samovar.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class SegmentationLossTest {
    /** Two samples of two voxels with three classes. */
    private static final long[] LABELS = {0, 1, 2, 2};

    private static final double[] P = {0.7, 0.2, 0.2, 0.5, 0.1, 0.3, /**/ 0.1, 0.3, 0.3, 0.3, 0.6, 0.4};

    private static Tensor labels() {
        return Tensors.of(LABELS, 2, 1, 1, 2);
    }

    private static Tensor logits() {
        float[] logits = new float[P.length];
        for (int i = 0; i < P.length; i++) {
            logits[i] = (float) Math.log(P[i]);
        }
        return Tensors.of(logits, 2, 3, 1, 1, 2);
    }

    private static double p(int sample, int k, int voxel) {
        return P[(sample * 3 + k) * 2 + voxel];
    }

    @Test
    void diceOfEachSampleIsMeanedOverTheClassesWithoutBackground() {
        double first = 2 * p(0, 1, 1) / (p(0, 1, 0) + p(0, 1, 1) + 1);
        double second = 2 * (p(1, 2, 0) + p(1, 2, 1)) / (p(1, 2, 0) + p(1, 2, 1) + 2);
        double expected = 1 - (first + second) / 4;
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            assertThat(new SegmentationLoss(1, 0, SegmentationLoss.Over.SAMPLE)
                            .of(logits(), labels())
                            .item())
                    .isCloseTo((float) expected, within(1e-4f));
        }
    }

    @Test
    void diceOfTheBatchCountsAllVoxelsOfAClassTogether() {
        double all1 = p(0, 1, 0) + p(0, 1, 1) + p(1, 1, 0) + p(1, 1, 1) + 1;
        double all2 = p(0, 2, 0) + p(0, 2, 1) + p(1, 2, 0) + p(1, 2, 1) + 2;
        double expected = 1 - (2 * p(0, 1, 1) / all1 + 2 * (p(1, 2, 0) + p(1, 2, 1)) / all2) / 2;
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            assertThat(new SegmentationLoss(1, 0, SegmentationLoss.Over.BATCH)
                            .of(logits(), labels())
                            .item())
                    .isCloseTo((float) expected, within(1e-4f));
        }
    }

    @Test
    void crossEntropyIsTheMeanOverVoxels() {
        double expected = -(Math.log(0.7) + Math.log(0.5) + Math.log(0.6) + Math.log(0.4)) / 4;
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            assertThat(new SegmentationLoss(0, 1, SegmentationLoss.Over.SAMPLE)
                            .of(logits(), labels())
                            .item())
                    .isCloseTo((float) expected, within(1e-4f));
        }
    }

    @Test
    void eachLevelWeighsHalfOfTheOneBeforeAndSeesTheLabelsAtItsCentres() {
        SegmentationLoss loss = new SegmentationLoss(0, 1, SegmentationLoss.Over.SAMPLE);
        float[] coarse = {3, 0};
        float[] fine = {3, 3, 3, 3, 0, 0, 0, 0};
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            // the coarse voxel's centre lies in the third of four
            Tensor labels = Tensors.of(new long[] {0, 0, 1, 0}, 1, 1, 1, 4);
            double right = Math.log(1 + Math.exp(-3));
            double wrong = right + 3;
            double expected = (3 * right + wrong) / 4 * 2 / 3 + wrong / 3;
            assertThat(loss.ofLevels(
                                    List.of(Tensors.of(fine, 1, 2, 1, 1, 4), Tensors.of(coarse, 1, 2, 1, 1, 1)), labels)
                            .item())
                    .isCloseTo((float) expected, within(1e-4f));
        }
    }

    @Test
    void aPerfectAnswerCostsNothing() {
        float[] sure = {50, -50, -50, -50, -50, 50, /**/ -50, -50, -50, -50, 50, 50};
        sure[3] = 50;
        sure[5] = -50;
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            // the classes that a sample lacks have a Dice of one where they are not found either
            assertThat(SegmentationLoss.OF_VOLUMES
                            .of(Tensors.of(sure, 2, 3, 1, 1, 2), labels())
                            .item())
                    .isCloseTo(0, within(1e-4f));
        }
    }
}
