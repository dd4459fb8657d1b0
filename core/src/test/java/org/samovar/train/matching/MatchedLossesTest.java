package org.samovar.train.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samovar.method.masksam.QueryPredictions;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** One slice of 2 x 4 pixels: background, and class 2 in the right half of the upper row; two or three queries. */
class MatchedLossesTest {
    private static final PointSampling WHOLE = PointSampling.everyPixel();

    private final Scope scope = Scope.inference(Precision.FLOAT32);
    private final SliceTargets targets = SliceTargets.of(Tensors.of(new long[] {0, 0, 2, 2, 0, 0, 0, 0}, 1, 2, 4));

    @AfterEach
    void close() {
        scope.close();
    }

    private static MatchingWeights only(int index, double value) {
        double[] w = new double[8];
        w[index] = value;
        w[1] = index == 0 ? 0.1 : 0;
        return new MatchingWeights(w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7]);
    }

    private static SplittableRandom random() {
        return new SplittableRandom(1);
    }

    /** Logits of two masks: the first says class 2's pixels with logit 2, the second is 0 everywhere. */
    private QueryPredictions found(List<Tensor> auxiliary, Optional<Tensor> boxes) {
        Tensor masks = Tensors.of(new float[] {-2, -2, 2, 2, -2, -2, -2, -2, 0, 0, 0, 0, 0, 0, 0, 0}, 1, 2, 2, 4);
        Tensor classes = Tensors.of(new float[] {0, 0, (float) Math.log(6), 0, 0, 0, 0, 0}, 1, 2, 4);
        return new QueryPredictions(classes, masks, auxiliary, boxes);
    }

    private double loss(QueryPredictions found, MatchingWeights weights, Pairs pairs) {
        return new MatchedLosses(weights, WHOLE)
                .of(found, targets, pairs, random())
                .item();
    }

    private static final Pairs.Pair OBJECT = new Pairs.Pair(0, 0, 1);
    private static final Pairs.Pair BACKGROUND = new Pairs.Pair(0, 1, 0);

    @Test
    void labelsComeApartIntoMasksBoxesAndClassesWithTheBackground() {
        assertThat(targets.classes().get(0)).containsExactly(0, 2);
        assertThat(targets.masks().toFloats()).containsExactly(1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0);
        assertThat(targets.boxes()[0][0]).containsExactly(0, 0, 1, 1);
        assertThat(targets.boxes()[0][1]).containsExactly(0.5f, 0, 1, 0.5f);
    }

    @Test
    void aSliceWithFewerClassesHasEmptyMasksAtTheEnd() {
        SliceTargets two = SliceTargets.of(Tensors.of(new long[] {1, 1, 0, 3}, 2, 1, 2));

        assertThat(two.classes()).containsExactly(new int[] {1}, new int[] {0, 3});
        assertThat(two.masks().toFloats()).containsExactly(1, 1, 0, 0, 1, 0, 0, 1);
        assertThat(two.count()).isEqualTo(3);
    }

    @Test
    void classesAreACrossEntropyInWhichQueriesWithoutTargetWeighATenth() {
        double ofObject = -Math.log(6 / 9.0); // class 2 of four with e^0, e^0, 6, e^0
        double ofOther = -Math.log(1 / 4.0); // no object, the fourth of four

        double loss = loss(found(List.of(), Optional.empty()), only(0, 0.2), new Pairs(List.of(OBJECT)));

        assertThat(loss).isCloseTo(0.2 * (ofObject + 0.1 * ofOther) / 1.1, within(1e-6));
    }

    @Test
    void masksAreMeansOverPixelsAndThenOverPairs() {
        double right = Math.log1p(Math.exp(-2)); // of a logit of 2 where it is true, or -2 where it is not
        double undecided = Math.log(2);

        double loss = loss(found(List.of(), Optional.empty()), only(2, 1.5), new Pairs(List.of(OBJECT, BACKGROUND)));

        assertThat(loss).isCloseTo(1.5 * (right + undecided) / 2, within(1e-6));
    }

    @Test
    void diceHasAOneAboveAndBelow() {
        double inside = 1 / (1 + Math.exp(-2));
        double ofObject = 1 - (2 * 2 * inside + 1) / (2 * inside + 6 * (1 - inside) + 2 + 1);
        double ofBackground = 1 - (2 * 6 * 0.5 + 1) / (8 * 0.5 + 6 + 1);

        double loss = loss(found(List.of(), Optional.empty()), only(3, 1.5), new Pairs(List.of(OBJECT, BACKGROUND)));

        assertThat(loss).isCloseTo(1.5 * (ofObject + ofBackground) / 2, within(1e-6));
    }

    @Test
    void aCoarserAuxiliaryMaskWeighsHalfAndIsComparedWithMeans() {
        Tensor fine = Tensors.of(new float[16], 1, 2, 2, 4);
        Tensor coarse = Tensors.of(new float[] {-1, 1, 0, 0}, 1, 2, 1, 2);
        // the upper row of class 2 averaged over 2 x 2 pixels: 0 and 1/2
        double ofCoarse = (Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(1)) - 0.5) / 2;

        double loss = loss(found(List.of(fine, coarse), Optional.empty()), only(4, 0.5), new Pairs(List.of(OBJECT)));

        assertThat(loss).isCloseTo(0.5 * (2 * Math.log(2) + ofCoarse) / 3, within(1e-6));
    }

    @Test
    void boxesAreTheirDistanceAndOneMinusTheirGeneralisedIou() {
        Tensor boxes = Tensors.of(new float[] {0.25f, 0, 0.75f, 0.5f, 0, 0, 1, 1}, 1, 2, 4);
        Pairs pairs = new Pairs(List.of(OBJECT));
        // half of each box is shared: 1/8 of 3/8, and the hull is their union
        double iou = 1 / 3.0;

        assertThat(loss(found(List.of(), Optional.of(boxes)), only(6, 0.5), pairs))
                .isCloseTo(0.5 * 0.5, within(1e-6));
        assertThat(loss(found(List.of(), Optional.of(boxes)), only(7, 0.2), pairs))
                .isCloseTo(0.2 * (1 - iou), within(1e-6));
    }

    @Test
    void boxesFarApartAreDrawnTogetherByTheirHull() {
        Tensor boxes = Tensors.of(new float[] {0, 0.5f, 0.25f, 1, 0, 0, 1, 1}, 1, 2, 4);
        double union = 0.25 * 0.5 + 0.5 * 0.5;

        double loss = loss(found(List.of(), Optional.of(boxes)), only(7, 1), new Pairs(List.of(OBJECT)));

        assertThat(loss).isCloseTo(1 - (0 - (1 - union) / 1), within(1e-6));
    }

    @Test
    void theMatcherPairsByTheSameTerms() {
        Tensor boxes = Tensors.of(new float[] {0.5f, 0, 1, 0.5f, 0, 0, 1, 1}, 1, 2, 4);
        Tensor auxiliary = Tensors.of(new float[16], 1, 2, 2, 4);
        QueryPredictions found = found(List.of(auxiliary), Optional.of(boxes));
        MatchingWeights all = new MatchingWeights(0.2, 0.1, 1.5, 1.25, 0.5, 0.75, 0.5, 0.2);
        Matcher matcher = new Matcher(all, WHOLE);

        double[][] costs = matcher.costs(found, targets, random())[0];

        double inside = 1 / (1 + Math.exp(-2));
        double dice = 1 - (2 * 2 * inside + 1) / (2 * inside + 6 * (1 - inside) + 2 + 1);
        double auxiliaryDice = 1 - (2 * 2 * 0.5 + 1) / (8 * 0.5 + 2 + 1);
        double expected = 1.5 * Math.log1p(Math.exp(-2))
                + 1.25 * dice
                + 0.5 * Math.log(2)
                + 0.75 * auxiliaryDice
                - 0.2 * (6 / 9.0)
                - 0.2 * 1; // the box is right
        assertThat(costs[0][1]).isCloseTo(expected, within(1e-5));
        assertThat(matcher.match(found, targets, random()).pairs()).containsExactly(OBJECT, BACKGROUND);
    }

    @Test
    void aNetworkThatDivergedIsMatchedSomehowAndItsLossIsNotANumber() {
        QueryPredictions good = found(List.of(), Optional.empty());
        float[] masks = good.masks().toFloats();
        masks[3] = Float.NaN;
        QueryPredictions bad =
                new QueryPredictions(good.classes(), Tensors.of(masks, 1, 2, 2, 4), List.of(), Optional.empty());
        MatchingWeights all = new MatchingWeights(0.2, 0.1, 1.5, 1.5, 0.5, 0.5, 0.5, 0.2);

        Pairs pairs = new Matcher(all, WHOLE).match(bad, targets, random());

        assertThat(pairs.count()).isEqualTo(2);
        assertThat(loss(bad, all, pairs)).isNaN();
    }

    @Test
    void moreTargetsThanQueriesLeaveTargetsOut() {
        QueryPredictions good = found(List.of(), Optional.empty());
        QueryPredictions one = new QueryPredictions(
                good.classes().narrow(1, 0, 1), good.masks().narrow(1, 0, 1), List.of(), Optional.empty());

        Pairs pairs = new Matcher(only(2, 1), WHOLE).match(one, targets, random());

        assertThat(pairs.pairs()).containsExactly(OBJECT);
    }
}
