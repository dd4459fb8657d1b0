package org.samovar.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.image.VolumeMask;

/** Volume metrics beside loops over all voxels. */
class VolumeMetricsPropertyTest {
    private static final Spacing SPACING = new Spacing(0.7, 1.9, 3.1, "mm");

    @Property(tries = 300)
    void overlapAndDistanceAreThoseOfBruteForce(
            @ForAll @IntRange(min = 1, max = 7) int width,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(min = 2, max = 5) int depth,
            @ForAll @DoubleRange(min = 0.02, max = 0.98) double density,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] a = noise(width * height * depth, density, random);
        boolean[] b = noise(a.length, density, random);
        Size size = new Size(width, height);
        VolumeMask truth = mask(a, size);
        VolumeMask found = mask(b, size);

        long both = count(a, b);
        long sum = count(a, a) + count(b, b);
        assertThat(Overlap.dice(truth, found)).isEqualTo(sum == 0 ? 1 : 2.0 * both / sum);
        assertThat(Overlap.iou(truth, found)).isEqualTo(sum == 0 ? 1 : (double) both / (sum - both));
        OptionalDouble distance = Hausdorff.hd95(truth, found, SPACING);
        if (truth.isEmpty() || found.isEmpty()) {
            assertThat(distance).isEmpty();
        } else {
            double expected = Math.max(directed(a, b, size), directed(b, a, size));
            assertThat(distance.orElseThrow()).isCloseTo(expected, within(1e-9));
        }
    }

    @Property(tries = 50)
    void oneSliceIsAsAnImage(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Size size = new Size(6, 5);
        Mask a = Mask.of(6, 5, noise(30, 0.4, random));
        Mask b = Mask.of(6, 5, noise(30, 0.4, random));
        VolumeMask first = VolumeMask.of(List.of(RunLengthMask.of(a)));
        VolumeMask second = VolumeMask.of(List.of(RunLengthMask.of(b)));

        assertThat(first.sliceSize()).isEqualTo(size);
        assertThat(Hausdorff.hd95(first, second, SPACING)).isEqualTo(Hausdorff.hd95(a, b, SPACING));
        assertThat(Overlap.dice(first, second)).isEqualTo(Overlap.dice(a, b));
    }

    @Test
    void aPlateThatIsMovedBySlicesIsAsFarAsTheSlicesAre() {
        Size size = new Size(9, 9);
        RunLengthMask plate = RunLengthMask.of(Mask.rectangle(size, new Box(2, 2, 7, 7)));
        RunLengthMask none = RunLengthMask.of(Mask.empty(size));
        VolumeMask first = VolumeMask.of(List.of(plate, none, none, none));
        VolumeMask moved = VolumeMask.of(List.of(none, none, plate, none));

        assertThat(Hausdorff.hd95(first, moved, SPACING).orElseThrow()).isCloseTo(6.2, within(1e-12));
        assertThat(Overlap.dice(first, moved)).isZero();
    }

    @Test
    void anObjectThatIsNowhereAgreesOnlyWithNothing() {
        Size size = new Size(4, 4);
        VolumeMask none = VolumeMask.empty(size, 3);
        VolumeMask some = VolumeMask.of(IntStream.range(0, 3)
                .mapToObj(z -> RunLengthMask.of(Mask.where(size, (x, y) -> z == 1 && x == y)))
                .toList());

        assertThat(Overlap.dice(none, none)).isEqualTo(1);
        assertThat(Overlap.dice(some, none)).isZero();
        assertThat(Hausdorff.hd95(some, none, SPACING)).isEmpty();
        assertThat(Hausdorff.hd95(none, none, SPACING)).isEmpty();
    }

    @Test
    void masksOfOtherSizesDoNotCompare() {
        VolumeMask three = VolumeMask.empty(new Size(4, 4), 3);
        assertThatThrownBy(() -> Overlap.dice(three, VolumeMask.empty(new Size(4, 4), 2)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("3 slices");
        assertThatThrownBy(() -> Overlap.iou(three, VolumeMask.empty(new Size(4, 5), 3)))
                .isInstanceOf(UserError.class);
    }

    private static boolean[] noise(int n, double density, SplittableRandom random) {
        boolean[] out = new boolean[n];
        for (int i = 0; i < n; i++) {
            out[i] = random.nextDouble() < density;
        }
        return out;
    }

    private static VolumeMask mask(boolean[] voxels, Size size) {
        return VolumeMask.of(IntStream.range(0, voxels.length / size.pixels())
                .mapToObj(z -> RunLengthMask.of(
                        Mask.where(size, (x, y) -> voxels[(z * size.height() + y) * size.width() + x])))
                .toList());
    }

    private static long count(boolean[] a, boolean[] b) {
        return IntStream.range(0, a.length).filter(i -> a[i] && b[i]).count();
    }

    private static double directed(boolean[] from, boolean[] to, Size size) {
        List<Double> distances = new ArrayList<>();
        for (int[] p : outline(from, size)) {
            double best = Double.POSITIVE_INFINITY;
            for (int[] q : outline(to, size)) {
                double dx = (p[0] - q[0]) * SPACING.x();
                double dy = (p[1] - q[1]) * SPACING.y();
                double dz = (p[2] - q[2]) * SPACING.z();
                best = Math.min(best, Math.sqrt(dx * dx + dy * dy + dz * dz));
            }
            distances.add(best);
        }
        distances.sort(null);
        double place = 0.95 * (distances.size() - 1);
        double below = distances.get((int) Math.floor(place));
        double above = distances.get((int) Math.ceil(place));
        return below + (place - Math.floor(place)) * (above - below);
    }

    private static List<int[]> outline(boolean[] voxels, Size size) {
        int depth = voxels.length / size.pixels();
        List<int[]> out = new ArrayList<>();
        for (int z = 0; z < depth; z++) {
            for (int y = 0; y < size.height(); y++) {
                for (int x = 0; x < size.width(); x++) {
                    boolean inner = is(voxels, size, x - 1, y, z)
                            && is(voxels, size, x + 1, y, z)
                            && is(voxels, size, x, y - 1, z)
                            && is(voxels, size, x, y + 1, z)
                            && is(voxels, size, x, y, z - 1)
                            && is(voxels, size, x, y, z + 1);
                    if (is(voxels, size, x, y, z) && !inner) {
                        out.add(new int[] {x, y, z});
                    }
                }
            }
        }
        return out;
    }

    private static boolean is(boolean[] voxels, Size size, int x, int y, int z) {
        int depth = voxels.length / size.pixels();
        return x >= 0
                && y >= 0
                && z >= 0
                && x < size.width()
                && y < size.height()
                && z < depth
                && voxels[(z * size.height() + y) * size.width() + x];
    }
}
