package org.samovar.evaluate.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.samovar.evaluate.ItemScore;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.metric.InstanceMatching.Pair;
import org.samovar.predict.Progress;

class LabelComparisonTest {
    private static final Spacing TALL = new Spacing(0.5, 0.5, 3, "mm");

    @Test
    void anObjectGoesThroughTheSlicesOfItsVolume() {
        // 2 + 2 voxels against 2 + 1: alone, the second slice would be no match
        LabelVolume truth = volume(TALL, 2, 1, row(4, 4, 0, 0), row(4, 4, 0, 0));
        LabelVolume found = volume(TALL, 2, 1, row(9, 9, 0, 0), row(9, 0, 0, 7));

        ObjectComparison all = ObjectComparison.of(new LabelPair(truth, found), Progress.NONE);

        Pair pair = new Pair(4, 9, 0.75);
        assertThat(all.objects())
                .containsExactly(new ObjectComparison.TrueObject(0, 4, 4, Optional.of(pair), Optional.of(pair)));
        assertThat(pair.dice()).isEqualTo(6.0 / 7);
        assertThat(all.matching().falsePositives()).isEqualTo(1);
        assertThat(all.matching().precision()).hasValue(0.5);
        assertThat(all.agreement().precision75()).isEqualTo(0.5);
    }

    @Test
    void theSameNumberIsAnotherObjectAtAnotherTime() {
        LabelVolume truth = volume(Spacing.PIXELS, 1, 2, row(4, 4, 4, 0), row(4, 4, 4, 0));
        LabelVolume found = volume(Spacing.PIXELS, 1, 2, row(4, 4, 4, 0), row(0, 0, 4, 4));

        ObjectComparison all = ObjectComparison.of(new LabelPair(truth, found), Progress.NONE);

        assertThat(all.objects())
                .containsExactly(
                        new ObjectComparison.TrueObject(
                                0, 4, 3, Optional.of(new Pair(4, 4, 1)), Optional.of(new Pair(4, 4, 1))),
                        new ObjectComparison.TrueObject(1, 4, 3, Optional.of(new Pair(4, 4, 0.25)), Optional.empty()));
        assertThat(all.matching().recall()).hasValue(0.5);
    }

    @Test
    void aMissedObjectHasNothingNearIt() {
        LabelPair pair = new LabelPair(volume(TALL, 1, 1, row(1, 0, 2, 2)), volume(TALL, 1, 1, row(0, 5, 0, 5)));
        assertThat(ObjectComparison.of(pair, Progress.NONE).objects())
                .extracting(ObjectComparison.TrueObject::nearest)
                .containsExactly(Optional.empty(), Optional.of(new Pair(2, 5, 1.0 / 3)));
    }

    @Test
    void distancesOfClassesAreInTheUnitOfTheCalibrationAlongZAsWell() {
        // class 3 lies one slice higher, class 1 is one pixel wider
        LabelVolume truth = volume(TALL, 2, 1, row(1, 0, 3), row(1, 0, 0));
        LabelVolume found = volume(Spacing.PIXELS, 2, 1, row(1, 1, 0), row(1, 1, 3));

        ClassComparison all = ClassComparison.of(new LabelPair(truth, found), Progress.NONE);

        assertThat(all.classes()).containsOnlyKeys(1, 3);
        ClassComparison.Row wide = row(all, 1);
        assertThat(wide.truth()).isEqualTo(2);
        assertThat(wide.found()).isEqualTo(4);
        assertThat(wide.score().dice()).hasValue(4.0 / 6);
        assertThat(wide.score().iou()).hasValue(0.5);
        assertThat(wide.score().hd95().getAsDouble()).isCloseTo(0.5, within(1e-12));
        assertThat(row(all, 3).score().dice()).hasValue(0);
        assertThat(row(all, 3).score().hd95().getAsDouble()).isCloseTo(3, within(1e-12));
        ItemScore mean = all.mean("a");
        assertThat(mean.dice()).isEqualTo(2.0 / 6);
        assertThat(mean.hd95().getAsDouble()).isCloseTo(1.75, within(1e-12));
    }

    @Test
    void aClassOfASeriesIsMeasuredAtEachTimeByItself() {
        LabelVolume truth = volume(Spacing.PIXELS, 1, 3, row(1, 0, 0), row(1, 0, 0), row(1, 0, 0));
        LabelVolume found = volume(Spacing.PIXELS, 1, 3, row(1, 0, 0), row(0, 0, 1), row(0, 0, 0));

        ClassComparison.Row row = row(ClassComparison.of(new LabelPair(truth, found), Progress.NONE), 1);

        assertThat(row.score().dice()).hasValue(2.0 / 5);
        // 0 at first, then 2; the third time has no distance
        assertThat(row.score().hd95()).hasValue(1);
    }

    @Test
    void otherSizesAndEmptyPairsAreTold() {
        LabelVolume three = volume(Spacing.PIXELS, 1, 1, row(0, 0, 0));
        assertThatThrownBy(() -> new LabelPair(three, volume(Spacing.PIXELS, 1, 1, row(0, 0))))
                .isInstanceOf(UserError.class)
                .hasMessage("The result has 2 x 1 x 1 voxels, its reference has 3 x 1 x 1.");
        ClassComparison nothing = ClassComparison.of(new LabelPair(three, three), Progress.NONE);
        assertThatThrownBy(() -> nothing.mean("a")).isInstanceOf(UserError.class);
    }

    @Test
    void cancellingStopsEither() {
        LabelVolume image = volume(Spacing.PIXELS, 1, 1, row(1));
        LabelPair pair = new LabelPair(image, image);
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total, String what) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> ObjectComparison.of(pair, cancelled)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> ClassComparison.of(pair, cancelled)).isInstanceOf(CancellationException.class);
    }

    private static ClassComparison.Row row(ClassComparison all, int label) {
        return Optional.ofNullable(all.classes().get(label)).orElseThrow();
    }

    private static int[] row(int... labels) {
        return labels;
    }

    /** Slices of one row. */
    private static LabelVolume volume(Spacing spacing, int depth, int frames, int[]... rows) {
        List<LabelMap> planes = new ArrayList<>();
        for (int[] row : rows) {
            planes.add(LabelMap.of(row.length, 1, row));
        }
        return LabelVolume.ofMaps(planes, new VolumeSize(rows[0].length, 1, depth, frames), VolumeGeometry.of(spacing));
    }
}
