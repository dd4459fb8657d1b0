package org.samovar.train.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Each change against a plain reference, pixel by pixel. */
class PlaneChangesPropertyTest {
    private static float[] random(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[3 * size * size];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) random.nextDouble();
        }
        return out;
    }

    private static int clamp(int i, int size) {
        return Math.max(0, Math.min(size - 1, i));
    }

    @Property(tries = 40)
    void blurIsTheMeanWithTheWeightsOfAGaussian(
            @ForAll long seed,
            @ForAll @IntRange(min = 4, max = 9) int size,
            @ForAll @DoubleRange(min = 0.5, max = 1.5) double sigma) {
        float[] before = random(size, seed);
        float[] after = before.clone();
        PlaneChanges.blur(after, size, sigma);
        int reach = (int) Math.ceil(3 * sigma);
        for (int i = 0; i < before.length; i++) {
            int c = i / (size * size);
            int y = i / size % size;
            int x = i % size;
            double sum = 0;
            double weights = 0;
            for (int dy = -reach; dy <= reach; dy++) {
                for (int dx = -reach; dx <= reach; dx++) {
                    double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
                    sum += weight * before[(c * size + clamp(y + dy, size)) * size + clamp(x + dx, size)];
                    weights += weight;
                }
            }
            assertThat((double) after[i]).isCloseTo(sum / weights, within(1e-5));
        }
    }

    @Property(tries = 40)
    void gammaKeepsTheRangeAndTheOrderOfValues(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.7, max = 1.5) double power) {
        float[] before = random(5, seed);
        float[] after = before.clone();
        PlaneChanges.gamma(after, power);
        float least = 1;
        float most = 0;
        for (float v : before) {
            least = Math.min(least, v);
            most = Math.max(most, v);
        }
        for (int i = 0; i < before.length; i++) {
            double share = (before[i] - least) / (double) (most - least);
            assertThat((double) after[i]).isCloseTo(least + (most - least) * Math.pow(share, power), within(1e-5));
        }
    }

    @Property(tries = 40)
    void productsAreCutAtTheRangeThatWas(@ForAll long seed, @ForAll @DoubleRange(min = 0.65, max = 1.2) double factor) {
        float[] before = random(4, seed);
        before[0] = 0.1f;
        before[1] = 0.9f;
        for (int i = 2; i < before.length; i++) {
            before[i] = 0.1f + 0.8f * before[i];
        }
        float[] after = before.clone();
        PlaneChanges.multiply(after, factor);
        for (int i = 0; i < before.length; i++) {
            double expected = Math.max(0.1f, Math.min(0.9f, before[i] * factor));
            assertThat((double) after[i]).isCloseTo(expected, within(1e-6));
        }
    }

    @Property(tries = 30)
    void aSmoothSlopeIsLittleChangedByFewerPixelsAndOneOfAsManyNotAtAll(
            @ForAll @DoubleRange(min = 1, max = 2) double factor) {
        int size = 24;
        float[] before = new float[3 * size * size];
        for (int i = 0; i < before.length; i++) {
            before[i] = (i % size + 0.5f) / size;
        }
        float[] after = before.clone();
        PlaneChanges.coarsen(after, size, factor);
        for (int i = 0; i < before.length; i++) {
            // a pixel that is kept is off by half a coarse pixel at most, and the edge is repeated
            assertThat(after[i]).isCloseTo(before[i], within(1.6f / size));
        }
        float[] same = random(size, 1);
        float[] kept = same.clone();
        PlaneChanges.coarsen(kept, size, 1);
        assertThat(kept).containsExactly(same, within(1e-6f));
    }

    @Property(tries = 10)
    void ofTwicePixelsEverySecondIsLeft(@ForAll long seed) {
        int size = 12;
        float[] before = random(size, seed);
        float[] after = before.clone();
        PlaneChanges.coarsen(after, size, 2);
        float[] other = before.clone();
        for (int i = 0; i < other.length; i++) {
            // what is left of each line are its odd pixels
            boolean isLeft = i % size % 2 == 1 && i / size % size % 2 == 1;
            other[i] = isLeft ? other[i] : -100;
        }
        PlaneChanges.coarsen(other, size, 2);
        assertThat(other).containsExactly(after, within(1e-5f));
    }

    @Property(tries = 10)
    void noiseHasItsDeviationAndIsGray(@ForAll long seed) {
        int size = 64;
        float[] values = new float[3 * size * size];
        PlaneChanges.noise(values, 0.2, new SplittableRandom(seed));
        assertThat(PlaneChanges.deviation(values)).isCloseTo(0.2, within(0.02));
        int n = size * size;
        for (int i = 0; i < n; i++) {
            assertThat(values[i]).isEqualTo(values[n + i]).isEqualTo(values[2 * n + i]);
        }
    }
}
