package org.samovar.memory;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws with replacement that can be repeated: the same weights, seed and stream give the same draws. */
final class Lottery {
    /** An odd number without pattern, so that streams with neighbouring numbers are unlike (Steele et al. 2014, SplitMix). */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /** Ends of the parts of the line from 0 on that belong to each. */
    private final double[] ends;

    private final SplittableRandom random;

    /** @param weights at least one, none negative or NaN; where all are 0 each has the same chance */
    Lottery(double[] weights, long seed, int stream) {
        boolean isLevel = Arrays.stream(weights).sum() == 0;
        this.ends = new double[weights.length];
        double end = 0;
        for (int i = 0; i < weights.length; i++) {
            end += isLevel ? 1 : weights[i];
            ends[i] = end;
        }
        this.random = new SplittableRandom(seed + STEP * stream);
    }

    /** So many indices of weights, ascending. */
    List<Integer> draw(int count) {
        return IntStream.generate(this::one).limit(count).sorted().boxed().toList();
    }

    private int one() {
        double place = random.nextDouble() * ends[ends.length - 1];
        int index = 0;
        while (index < ends.length - 1 && place >= ends[index]) {
            index++;
        }
        return index;
    }
}
