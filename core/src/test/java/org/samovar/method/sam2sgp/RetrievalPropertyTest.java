package org.samovar.method.sam2sgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.samovar.memory.Fingerprint;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;

class RetrievalPropertyTest {
    private static final int LENGTH = 3;

    private static Fingerprint fingerprint(double[] values) {
        float[] floats = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            floats[i] = (float) values[i];
        }
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            return Fingerprint.of(Tensors.of(floats, 1, LENGTH, 1, 1));
        }
    }

    /** One of a few directions, so that ties are common. */
    private static double[] vector(Random random) {
        return new double[] {random.nextInt(3) - 1, random.nextInt(2), 1 + random.nextInt(2)};
    }

    private static double cosine(double[] a, double[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < LENGTH; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Property(tries = 200)
    void theMostSimilarComeFirstAndOfEqualsTheEarlier(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 12) int size,
            @ForAll @IntRange(min = 1, max = 8) int k) {
        Random random = new Random(seed);
        double[] query = vector(random);
        List<double[]> support = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            support.add(vector(random));
        }
        List<Integer> chosen = Retrieval.SIMILAR.choose(
                fingerprint(query),
                support.stream().map(RetrievalPropertyTest::fingerprint).toList(),
                k,
                new SplittableRandom(1));

        List<Integer> expected = new ArrayList<>();
        while (expected.size() < Math.min(k, size)) {
            int best = -1;
            for (int i = 0; i < size; i++) {
                boolean isBetter = best < 0 || cosine(query, support.get(i)) > cosine(query, support.get(best)) + 1e-9;
                best = !expected.contains(i) && isBetter ? i : best;
            }
            expected.add(best);
        }
        assertThat(chosen).isEqualTo(expected);
    }

    @Property(tries = 100)
    void whatIsDrawnIsDrawnOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int size,
            @ForAll @IntRange(min = 1, max = 8) int k) {
        Random random = new Random(seed);
        List<Fingerprint> support = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            support.add(fingerprint(vector(random)));
        }
        for (Retrieval retrieval : Retrieval.values()) {
            List<Integer> chosen =
                    retrieval.choose(fingerprint(vector(random)), support, k, new SplittableRandom(seed));
            assertThat(chosen).hasSize(Math.min(k, size)).allMatch(i -> i >= 0 && i < size);
            assertThat(new HashSet<>(chosen)).hasSameSizeAs(chosen);
        }
    }

    /** e^1 to e^0 for the twin of the query and a stranger: 0.731. */
    @Test
    void drawsFollowTheSoftmaxOfSimilarities() {
        Fingerprint query = fingerprint(new double[] {1, 0, 0});
        List<Fingerprint> support = List.of(fingerprint(new double[] {0, 1, 0}), fingerprint(new double[] {2, 0, 0}));
        SplittableRandom random = new SplittableRandom(7);
        int twin = 0;
        int any = 0;
        for (int i = 0; i < 4000; i++) {
            twin += Retrieval.SAMPLED.choose(query, support, 1, random).get(0);
            any += Retrieval.RANDOM.choose(query, support, 1, random).get(0);
        }
        assertThat(twin / 4000.0).isBetween(0.70, 0.76);
        assertThat(any / 4000.0).isBetween(0.47, 0.53);
    }
}
