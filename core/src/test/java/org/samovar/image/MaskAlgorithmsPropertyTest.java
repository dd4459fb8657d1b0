package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.samovar.geometry.Region;
import org.samovar.image.DistanceTransform.Beyond;

class MaskAlgorithmsPropertyTest {
    @Property(tries = 200)
    void aPartOfRunsIsThePartOfTheMask(@ForAll("masks") Mask mask, @ForAll Random random) {
        int x = random.nextInt(mask.width());
        int y = random.nextInt(mask.height());
        Region part = new Region(x, y, 1 + random.nextInt(mask.width() - x), 1 + random.nextInt(mask.height() - y));
        assertThat(RunLengthMask.of(mask).crop(part)).isEqualTo(mask.crop(part));
    }

    @Property(tries = 200)
    void runsHoldTheSameMask(@ForAll("masks") Mask mask) {
        RunLengthMask runs = RunLengthMask.of(mask);

        assertThat(runs.toMask()).isEqualTo(mask);
        assertThat(runs.area()).isEqualTo(mask.area());
        assertThat(runs.region()).isEqualTo(mask.region());
        assertThat(runs.isEmpty()).isEqualTo(mask.isEmpty());
    }

    @Property(tries = 200)
    void cocoCountsComeBack(@ForAll("masks") Mask mask) {
        RunLengthMask runs = RunLengthMask.of(mask);

        assertThat(RunLengthMask.ofCocoCounts(mask.size(), runs.cocoCounts())).isEqualTo(runs);
    }

    @Property(tries = 200)
    void runsOverlapAsMasksDo(@ForAll("pairs") Tuple2<Mask, Mask> pair) {
        RunLengthMask a = RunLengthMask.of(pair.get1());
        RunLengthMask b = RunLengthMask.of(pair.get2());

        assertThat(a.overlap(b)).isEqualTo(pair.get1().overlap(pair.get2()));
        assertThat(a.iou(b)).isEqualTo(pair.get1().iou(pair.get2()));
    }

    @Property(tries = 200)
    void runsAreTakenAwayAsMasksAre(@ForAll("pairs") Tuple2<Mask, Mask> pair) {
        RunLengthMask rest = RunLengthMask.of(pair.get1()).minus(RunLengthMask.of(pair.get2()));

        assertThat(rest).isEqualTo(RunLengthMask.of(pair.get1().minus(pair.get2())));
    }

    @Property(tries = 200)
    void distancesAreThoseOfBruteForce(@ForAll("masks") Mask mask, @ForAll Beyond beyond) {
        Assume.that(beyond == Beyond.BACKGROUND || mask.area() < mask.size().pixels());
        DistanceTransform transform = DistanceTransform.of(mask, beyond);
        int best = 0;
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                int expected = nearestBackground(mask, x, y, beyond);
                assertThat(transform.squared(x, y)).as("x %d, y %d", x, y).isEqualTo(expected);
                best = Math.max(best, expected);
            }
        }
        int deepest = best;
        assertThat(transform.deepest().isEmpty()).isEqualTo(mask.isEmpty());
        transform.deepest().ifPresent(p -> assertThat(transform.squared((int) p.x(), (int) p.y()))
                .isEqualTo(deepest));
    }

    private static int nearestBackground(Mask mask, int x, int y, Beyond beyond) {
        int best = Integer.MAX_VALUE;
        for (int v = -1; v <= mask.height(); v++) {
            for (int u = -1; u <= mask.width(); u++) {
                boolean inImage = u >= 0 && v >= 0 && u < mask.width() && v < mask.height();
                if (inImage ? !mask.get(u, v) : beyond == Beyond.BACKGROUND) {
                    best = Math.min(best, (u - x) * (u - x) + (v - y) * (v - y));
                }
            }
        }
        return best;
    }

    @Property(tries = 200)
    void componentsAreThoseOfFloodFill(@ForAll("masks") Mask mask, @ForAll Connectivity connectivity) {
        LabelMap expected = flood(mask, connectivity);

        assertThat(ConnectedComponents.of(mask, connectivity)).isEqualTo(expected);
    }

    @Property(tries = 100)
    void theLargestComponentIsNoSmallerThanAnyOther(@ForAll("masks") Mask mask, @ForAll Connectivity connectivity) {
        Mask largest = ConnectedComponents.largest(mask, connectivity);

        int most = flood(mask, connectivity).areas().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        assertThat(largest.area()).isEqualTo(most);
        assertThat(largest.minus(mask).isEmpty()).isTrue();
    }

    private static LabelMap flood(Mask mask, Connectivity connectivity) {
        int[] labels = new int[mask.pixels().length];
        int n = 0;
        for (int i = 0; i < labels.length; i++) {
            if (mask.pixels()[i] && labels[i] == 0) {
                fill(mask, connectivity, labels, i, ++n);
            }
        }
        return LabelMap.of(mask.width(), mask.height(), labels);
    }

    private static void fill(Mask mask, Connectivity connectivity, int[] labels, int start, int id) {
        Deque<Integer> open = new ArrayDeque<>();
        open.push(start);
        labels[start] = id;
        while (!open.isEmpty()) {
            int at = open.pop();
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int x = at % mask.width() + dx;
                    int y = at / mask.width() + dy;
                    boolean inImage = x >= 0 && y >= 0 && x < mask.width() && y < mask.height();
                    boolean isNeighbour = connectivity == Connectivity.EIGHT || dx == 0 || dy == 0;
                    int next = y * mask.width() + x;
                    if (inImage && isNeighbour && mask.pixels()[next] && labels[next] == 0) {
                        labels[next] = id;
                        open.push(next);
                    }
                }
            }
        }
    }

    @Property(tries = 100)
    void fillingHolesAddsOnlyWhatCannotReachTheBorder(@ForAll("masks") Mask mask) {
        Mask filled = Regions.fillHoles(mask);

        assertThat(mask.minus(filled).isEmpty()).isTrue();
        LabelMap background = flood(mask.inverse(), Connectivity.FOUR);
        for (int id : background.ids()) {
            Mask part = background.mask(id);
            Region region = part.region().orElseThrow();
            boolean isOpen = region.x() == 0
                    || region.y() == 0
                    || region.x() + region.width() == mask.width()
                    || region.y() + region.height() == mask.height();
            assertThat(filled.overlap(part)).isEqualTo(isOpen ? 0 : part.area());
        }
    }

    @Property(tries = 100)
    void floodedPixelsBelongToAMarkerAndMarkersKeepTheirs(
            @ForAll("masks") Mask within, @ForAll Connectivity connectivity) {
        float[] landscape = new float[within.pixels().length];
        for (int i = 0; i < landscape.length; i++) {
            landscape[i] = i * 37 % 11;
        }
        LabelMap parts = ConnectedComponents.of(within, connectivity);
        LabelMap markers = LabelMap.of(
                within.width(),
                within.height(),
                IntStream.range(0, landscape.length)
                        .map(i -> i % 5 == 0 ? i / 5 + 1 : 0)
                        .toArray());

        LabelMap flooded = Watershed.flood(landscape, markers, within, connectivity);

        for (int i = 0; i < landscape.length; i++) {
            if (!within.pixels()[i]) {
                assertThat(flooded.labels()[i]).isZero();
            } else if (markers.labels()[i] != 0) {
                assertThat(flooded.labels()[i]).isEqualTo(markers.labels()[i]);
            }
        }
        for (int id : parts.ids()) {
            Mask part = parts.mask(id);
            boolean hasMarker = markers.foreground().overlap(part) > 0;
            assertThat(flooded.foreground().overlap(part)).isEqualTo(hasMarker ? part.area() : 0);
        }
    }

    @Provide
    Arbitrary<Mask> masks() {
        return MaskArbitraries.masks(13);
    }

    @Provide
    Arbitrary<Tuple2<Mask, Mask>> pairs() {
        return MaskArbitraries.sizes(13)
                .flatMap(size -> Combinators.combine(MaskArbitraries.masks(size), MaskArbitraries.masks(size))
                        .as(Tuple::of));
    }
}
