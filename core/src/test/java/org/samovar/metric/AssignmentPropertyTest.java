package org.samovar.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AssignmentPropertyTest {
    /** Small whole numbers, so that many assignments cost the same, or wide ones with both signs. */
    private static double[][] drawn(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean hasTies = random.nextBoolean();
        double[][] cost = new double[rows][columns];
        for (double[] row : cost) {
            Arrays.setAll(row, c -> hasTies ? random.nextInt(3) : 1e3 * (random.nextDouble() - 0.7));
        }
        return cost;
    }

    private static double sum(double[][] cost, int[] columnOf) {
        return IntStream.range(0, columnOf.length)
                .filter(r -> columnOf[r] >= 0)
                .mapToDouble(r -> cost[r][columnOf[r]])
                .sum();
    }

    /** The least sum with {@code pairs} more pairs, by trying everything. */
    private static double least(double[][] cost, int row, int pairs, boolean[] taken) {
        if (pairs == 0) {
            return 0;
        }
        if (cost.length - row < pairs) {
            return Double.POSITIVE_INFINITY;
        }
        double best = least(cost, row + 1, pairs, taken);
        for (int c = 0; c < taken.length; c++) {
            if (!taken[c]) {
                taken[c] = true;
                best = Math.min(best, cost[row][c] + least(cost, row + 1, pairs - 1, taken));
                taken[c] = false;
            }
        }
        return best;
    }

    @Property(tries = 300)
    void noAssignmentIsCheaper(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll long seed) {
        double[][] cost = drawn(rows, columns, seed);

        int[] columnOf = Assignment.cheapest(cost);

        int pairs = Math.min(rows, columns);
        assertThat(columnOf).hasSize(rows);
        int[] used = Arrays.stream(columnOf).filter(c -> c >= 0).toArray();
        assertThat(used).hasSize(pairs).doesNotHaveDuplicates();
        assertThat(sum(cost, columnOf)).isCloseTo(least(cost, 0, pairs, new boolean[columns]), within(1e-9));
    }

    @Example
    void aHundredRowsTakeNoTime() {
        int[] columnOf = Assignment.cheapest(drawn(100, 300, 4));

        assertThat(columnOf).doesNotContain(-1).doesNotHaveDuplicates();
    }

    @Example
    void nothingIsPairedWithNothing() {
        assertThat(Assignment.cheapest(new double[0][])).isEmpty();
        assertThat(Assignment.cheapest(new double[3][0])).containsExactly(-1, -1, -1);
    }

    @Example
    void costsThatAreNoNumbersAreRefused() {
        assertThatThrownBy(() -> Assignment.cheapest(new double[][] {{1, Double.NaN}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Assignment.cheapest(new double[][] {{1, 2}, {1}}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
