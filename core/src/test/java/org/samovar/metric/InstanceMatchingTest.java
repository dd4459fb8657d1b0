package org.samovar.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;

class InstanceMatchingTest {
    @Test
    void goodPairsAreMatchedAndTheRestIsCounted() {
        LabelMap truth = row(1, 1, 1, 1, 0, 2, 2, 0, 3, 3);
        LabelMap predicted = row(0, 8, 8, 8, 0, 9, 9, 0, 0, 0);

        InstanceMatching matching = InstanceMatching.of(truth, predicted, 0.5);

        assertThat(matching.pairs())
                .containsExactly(new InstanceMatching.Pair(2, 9, 1), new InstanceMatching.Pair(1, 8, 0.75));
        assertThat(matching.falsePositives()).isZero();
        assertThat(matching.falseNegatives()).isEqualTo(1);
        assertThat(matching.averagePrecision()).isEqualTo(2.0 / 3);
        assertThat(matching.panopticQuality()).isEqualTo(1.75 / 2.5);
    }

    @Test
    void twoHalvesOfAnObjectAreOneMatchAndOneFalsePositive() {
        InstanceMatching matching = InstanceMatching.of(row(1, 1, 1, 1), row(5, 5, 6, 6), 0.5);

        assertThat(matching.truePositives()).isEqualTo(1);
        assertThat(matching.falsePositives()).isEqualTo(1);
        assertThat(matching.falseNegatives()).isZero();
    }

    @Test
    void aStricterThresholdMatchesLess() {
        InstanceMatching matching = InstanceMatching.of(row(1, 1, 1, 1), row(0, 2, 2, 2), 0.8);

        assertThat(matching.truePositives()).isZero();
        assertThat(matching.averagePrecision()).isZero();
    }

    @Test
    void nothingPredictedWhereNothingIsIsRight() {
        InstanceMatching matching = InstanceMatching.of(row(0, 0), row(0, 0), 0.5);

        assertThat(matching.averagePrecision()).isEqualTo(1);
        assertThat(matching.panopticQuality()).isEqualTo(1);
    }

    @Test
    void precisionRecallAndF1CountMatches() {
        // three true objects, two predicted, one match of 3 in 4 pixels
        InstanceMatching matching = InstanceMatching.of(row(1, 1, 1, 1, 2, 0, 3, 0), row(8, 8, 8, 0, 0, 9, 0, 0), 0.5);

        assertThat(matching.precision()).hasValue(1.0 / 2);
        assertThat(matching.recall()).hasValue(1.0 / 3);
        assertThat(matching.f1()).isEqualTo(0.4);
        assertThat(matching.meanIou()).hasValue(0.75);
    }

    @Test
    void withoutObjectsThereIsNoPrecisionAndNothingIsWrong() {
        InstanceMatching nothing = InstanceMatching.of(row(0, 0), row(0, 0), 0.5);
        assertThat(nothing.f1()).isEqualTo(1);
        assertThat(nothing.precision()).isEmpty();
        assertThat(nothing.recall()).isEmpty();
        assertThat(nothing.meanIou()).isEmpty();
        InstanceMatching missed = InstanceMatching.of(row(1, 0), row(0, 0), 0.5);
        assertThat(missed.precision()).isEmpty();
        assertThat(missed.recall()).hasValue(0);
        assertThat(missed.f1()).isZero();
    }

    @Test
    void objectsOfTwoTimesAreMatchedApartAndCountedTogether() {
        InstanceMatching matching = InstanceMatching.of(
                List.of(LabelOverlaps.of(row(1, 1, 2), row(1, 0, 2)), LabelOverlaps.of(row(1, 1, 2), row(1, 1, 0))),
                0.5);
        assertThat(matching.pairs())
                .containsExactly(
                        new InstanceMatching.Pair(2, 2, 1),
                        new InstanceMatching.Pair(1, 1, 1),
                        new InstanceMatching.Pair(1, 1, 0.5));
        assertThat(matching.falseNegatives()).isEqualTo(1);
        assertThat(matching.falsePositives()).isZero();
    }

    @Test
    void otherSizesAreRefused() {
        assertThatThrownBy(() -> InstanceMatching.of(row(1, 1), row(1), 0.5)).isInstanceOf(UserError.class);
    }

    @Test
    void thresholdsThatAllowAmbiguityAreRefused() {
        assertThatThrownBy(() -> InstanceMatching.of(row(1), row(1), 0.3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 100)
    void theNumberOfMatchesIsThatOfTheBestAssignment(@ForAll long seed) {
        Random random = new Random(seed);
        LabelMap truth = LabelMap.of(6, 3, random.ints(18, 0, 5).toArray());
        LabelMap predicted = LabelMap.of(6, 3, random.ints(18, 0, 5).toArray());

        InstanceMatching matching = InstanceMatching.of(truth, predicted, 0.5);

        assertThat(matching.truePositives()).isEqualTo(most(truth, predicted, 1, new boolean[5]));
        assertThat(matching.truePositives() + matching.falseNegatives())
                .isEqualTo(truth.ids().size());
        assertThat(matching.truePositives() + matching.falsePositives())
                .isEqualTo(predicted.ids().size());
    }

    /** Tries every partner of every object. */
    private static int most(LabelMap truth, LabelMap predicted, int id, boolean[] taken) {
        if (id == 5) {
            return 0;
        }
        int best = most(truth, predicted, id + 1, taken);
        for (int p = 1; p < 5; p++) {
            boolean exists = !truth.mask(id).isEmpty() && !predicted.mask(p).isEmpty();
            if (!taken[p] && exists && truth.mask(id).iou(predicted.mask(p)) >= 0.5) {
                taken[p] = true;
                best = Math.max(best, 1 + most(truth, predicted, id + 1, taken));
                taken[p] = false;
            }
        }
        return best;
    }

    @Test
    void theIntervalOfAMeanHoldsItAndIsTheSameForTheSameSeed() {
        double[] values = new Random(3).doubles(40).toArray();

        Interval interval = Bootstrap.ofMean(values, 11);

        double mean = Arrays.stream(values).average().orElseThrow();
        assertThat(mean).isBetween(interval.low(), interval.high());
        assertThat(Bootstrap.ofMean(values, 11)).isEqualTo(interval);
        // the normal approximation: 1.96 standard errors each way
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
        assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 * deviation / Math.sqrt(40), within(0.01));
    }

    @Test
    void theIntervalOfOneValueIsTheValue() {
        assertThat(Bootstrap.ofMean(new double[] {0.7}, 1)).isEqualTo(new Interval(0.7, 0.7));
    }

    private static LabelMap row(int... labels) {
        return LabelMap.of(labels.length, 1, labels);
    }
}
