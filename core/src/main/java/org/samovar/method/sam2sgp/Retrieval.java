package org.samovar.method.sam2sgp;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.samovar.memory.Fingerprint;

/** Which images of a support set an image is seen beside. */
public enum Retrieval {
    /** The most similar ones. */
    SIMILAR {
        @Override
        double[] ranks(double[] similarities, SplittableRandom random) {
            return similarities;
        }
    },
    /** Draws without replacement in proportion to e to the power of the similarity: the released code. */
    SAMPLED {
        @Override
        double[] ranks(double[] similarities, SplittableRandom random) {
            // the greatest of such sums are draws of that kind (Gumbel's maxima)
            return DoubleStream.of(similarities)
                    .map(similarity -> similarity - Math.log(-Math.log(random.nextDouble(Double.MIN_NORMAL, 1))))
                    .toArray();
        }
    },
    /** Any: what similarity brings is seen beside it. */
    RANDOM {
        @Override
        double[] ranks(double[] similarities, SplittableRandom random) {
            return random.doubles(similarities.length).toArray();
        }
    };

    abstract double[] ranks(double[] similarities, SplittableRandom random);

    /**
     * Chooses from a support set by the cosine of what the encoder makes of the images.
     *
     * @param most how many are chosen; all where there are fewer
     * @return indices, the first choice first; of equals the earlier
     */
    public List<Integer> choose(Fingerprint query, List<Fingerprint> support, int most, SplittableRandom random) {
        double[] similarities = support.stream().mapToDouble(query::similarity).toArray();
        double[] ranks = ranks(similarities, random);
        return IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> ranks[i]).reversed())
                .limit(most)
                .toList();
    }
}
