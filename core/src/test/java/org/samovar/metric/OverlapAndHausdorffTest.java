package org.samovar.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.geometry.Spacing;
import org.samovar.image.Mask;
import org.samovar.image.MaskArbitraries;

class OverlapAndHausdorffTest {
    private static final Size SIZE = new Size(30, 20);
    private static final Mask NONE = Mask.empty(SIZE);

    @Test
    void diceAndIouOfHalfOverlappingSquares() {
        Mask a = Mask.rectangle(SIZE, new Box(0, 0, 4, 4));
        Mask b = Mask.rectangle(SIZE, new Box(2, 0, 6, 4));

        assertThat(Overlap.dice(a, b)).isEqualTo(0.5);
        assertThat(Overlap.iou(a, b)).isEqualTo(1.0 / 3);
    }

    @Test
    void twoEmptyMasksAgreeAndOneDoesNot() {
        Mask some = Mask.rectangle(SIZE, new Box(0, 0, 4, 4));

        assertThat(Overlap.dice(NONE, NONE)).isEqualTo(1);
        assertThat(Overlap.iou(NONE, NONE)).isEqualTo(1);
        assertThat(Overlap.dice(NONE, some)).isZero();
    }

    @Test
    void theDistanceToAnEmptyMaskIsUndefined() {
        Mask some = Mask.rectangle(SIZE, new Box(0, 0, 4, 4));

        assertThat(Hausdorff.hd95(some, NONE, Spacing.PIXELS)).isEmpty();
        assertThat(Hausdorff.hd95(NONE, some, Spacing.PIXELS)).isEmpty();
        assertThat(Hausdorff.hd95(NONE, NONE, Spacing.PIXELS)).isEmpty();
    }

    @Test
    void aShiftedLineIsAsFarAsItsShiftInTheUnitOfTheSpacing() {
        Mask column = Mask.rectangle(SIZE, new Box(3, 2, 4, 18));
        Mask shifted = Mask.rectangle(SIZE, new Box(8, 2, 9, 18));

        assertThat(Hausdorff.hd95(column, shifted, Spacing.PIXELS)).hasValue(5);
        assertThat(Hausdorff.hd95(column, shifted, Spacing.of(0.4, 3, "mm")).orElseThrow())
                .isCloseTo(2, within(1e-12));
    }

    @Test
    void theRimOfAHoleIsOutlineToo() {
        Mask full = Mask.rectangle(SIZE, new Box(3, 3, 13, 13));
        Mask hollow = full.minus(Mask.rectangle(SIZE, new Box(7, 7, 9, 9)));

        // from column 6, beside the hole, to column 3
        assertThat(Hausdorff.percentile(full, hollow, Spacing.PIXELS, 100)).hasValue(3);
    }

    @Property(tries = 150)
    void distancesAreThoseOfBruteForce(@ForAll("pairs") Tuple2<Mask, Mask> pair, @ForAll("percents") double percent) {
        Mask a = pair.get1();
        Mask b = pair.get2();
        Spacing spacing = Spacing.of(0.7, 1.9, "mm");
        if (a.isEmpty() || b.isEmpty()) {
            assertThat(Hausdorff.percentile(a, b, spacing, percent)).isEmpty();
            return;
        }
        double expected = Math.max(directed(a, b, spacing, percent), directed(b, a, spacing, percent));

        assertThat(Hausdorff.percentile(a, b, spacing, percent).orElseThrow()).isCloseTo(expected, within(1e-9));
    }

    private static double directed(Mask from, Mask to, Spacing spacing, double percent) {
        List<Double> distances = new ArrayList<>();
        for (int[] p : outline(from)) {
            double best = Double.POSITIVE_INFINITY;
            for (int[] q : outline(to)) {
                best = Math.min(best, Math.hypot((p[0] - q[0]) * spacing.x(), (p[1] - q[1]) * spacing.y()));
            }
            distances.add(best);
        }
        distances.sort(null);
        double place = percent / 100 * (distances.size() - 1);
        double below = distances.get((int) Math.floor(place));
        double above = distances.get((int) Math.ceil(place));
        return below + (place - Math.floor(place)) * (above - below);
    }

    private static List<int[]> outline(Mask mask) {
        List<int[]> pixels = new ArrayList<>();
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                boolean atBorder = x == 0 || y == 0 || x == mask.width() - 1 || y == mask.height() - 1;
                if (mask.get(x, y)
                        && (atBorder
                                || !mask.get(x - 1, y)
                                || !mask.get(x + 1, y)
                                || !mask.get(x, y - 1)
                                || !mask.get(x, y + 1))) {
                    pixels.add(new int[] {x, y});
                }
            }
        }
        return pixels;
    }

    @Provide
    Arbitrary<Tuple2<Mask, Mask>> pairs() {
        return MaskArbitraries.sizes(11)
                .flatMap(size -> Combinators.combine(MaskArbitraries.masks(size), MaskArbitraries.masks(size))
                        .as(Tuple::of));
    }

    @Provide
    Arbitrary<Double> percents() {
        return Arbitraries.of(50.0, 95.0, 100.0);
    }
}
