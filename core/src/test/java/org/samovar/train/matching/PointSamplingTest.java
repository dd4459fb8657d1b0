package org.samovar.train.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.method.masksam.QueryPredictions;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.GradientUse;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class PointSamplingTest {
    private static final int SIDE = 64;

    /** A ramp from -1 at the left to 1 at the right: its doubt lies in the middle. */
    private static Tensor ramp() {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * (i % SIDE + 0.5f) / SIDE - 1;
        }
        return Tensors.of(values, 1, 1, SIDE, SIDE);
    }

    @Test
    void pointsAreReadWhereTheyAre() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor points = Tensors.of(new float[] {-0.5f, 0.9f, 0.25f, 0}, 1, 2, 2);

            float[] values = PointSampling.at(ramp(), points).toFloats();

            assertThat(values[0]).isCloseTo(-0.5f, within(1e-5f));
            assertThat(values[1]).isCloseTo(0.25f, within(1e-5f));
        }
    }

    @Test
    void threeQuartersOfThePointsLieInDoubtAndTheOthersAnywhere() {
        PointSampling sampling = new PointSampling(400, 2, 0.75);
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            float[] points = sampling.doubtful(ramp(), new SplittableRandom(3)).toFloats();

            assertThat(points).hasSize(800);
            int near = 0;
            for (int i = 0; i < 300; i++) {
                near += Math.abs(points[2 * i]) < 0.45 ? 1 : 0; // 300 of 800 have |x| below about 3/8
            }
            int far = 0;
            for (int i = 300; i < 400; i++) {
                far += Math.abs(points[2 * i]) > 0.5 ? 1 : 0;
            }
            assertThat(near).isEqualTo(300);
            assertThat(far).isBetween(30, 70);
        }
    }

    @Test
    void aLossOfManyPointsIsThatOfAllPixels() {
        MatchingWeights weights = new MatchingWeights(0, 0, 1, 0, 0, 0, 0, 0);
        long[] labels = new long[SIDE * SIDE];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % SIDE < 20 ? 1 : 0;
        }
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            SliceTargets targets = SliceTargets.of(Tensors.of(labels, 1, SIDE, SIDE));
            QueryPredictions found = new QueryPredictions(Tensors.zeros(1, 1, 3), ramp(), List.of(), Optional.empty());
            Pairs pairs = new Pairs(List.of(new Pairs.Pair(0, 0, 1)));
            SplittableRandom random = new SplittableRandom(3);

            float whole = new MatchedLosses(weights, PointSampling.everyPixel())
                    .of(found, targets, pairs, random)
                    .item();
            float sampled = new MatchedLosses(weights, new PointSampling(4000, 1, 0))
                    .of(found, targets, pairs, random)
                    .item();

            assertThat(sampled).isCloseTo(whole, within(0.02f));
        }
    }

    @Test
    void gradientsPassThroughThePointsToTheMask() {
        MatchingWeights weights = new MatchingWeights(0, 0, 1, 1, 0, 0, 0, 0);
        try (Scope scope = Scope.training(Precision.FLOAT32)) {
            Tensor masks = ramp().requireGradient(GradientUse.TRAINABLE);
            SliceTargets targets = SliceTargets.of(Tensors.of(new long[SIDE * SIDE], 1, SIDE, SIDE));
            QueryPredictions found = new QueryPredictions(Tensors.zeros(1, 1, 2), masks, List.of(), Optional.empty());
            Pairs pairs = new Pairs(List.of(new Pairs.Pair(0, 0, 0)));

            Autograd.backward(new MatchedLosses(weights, new PointSampling(100, 2, 0.75))
                    .of(found, targets, pairs, new SplittableRandom(3)));

            float[] gradient = Autograd.gradients(List.of(masks)).get(0).toFloats();
            int reached = 0;
            for (float g : gradient) {
                reached += g != 0 ? 1 : 0;
            }
            assertThat(reached).isBetween(100, 400);
        }
    }
}
