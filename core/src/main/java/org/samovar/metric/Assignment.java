package org.samovar.metric;

import java.util.Arrays;

/**
 * The cheapest way to pair rows with columns, each at most once (Kuhn 1955, with potentials and shortest augmenting paths as in Jonker and
 * Volgenant 1987; cubic in the shorter side).
 */
public final class Assignment {
    private static final int NONE = -1;

    private final double[][] cost;
    private final int rows;
    private final int columns;
    private final double[] rowPotential;
    private final double[] columnPotential;
    private final int[] rowOf;

    private Assignment(double[][] cost, int rows, int columns) {
        this.cost = cost;
        this.rows = rows;
        this.columns = columns;
        this.rowPotential = new double[rows];
        this.columnPotential = new double[columns];
        this.rowOf = new int[columns];
        Arrays.fill(rowOf, NONE);
    }

    /**
     * Pairs as many rows and columns as there are of the fewer, at the least sum of costs.
     *
     * @param cost of each row and column, finite, all rows of one length
     * @return for each row its column, -1 for a row that is left over
     */
    public static int[] cheapest(double[][] cost) {
        int rows = cost.length;
        int columns = rows == 0 ? 0 : cost[0].length;
        for (double[] row : cost) {
            if (row.length != columns || !Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("Costs have to be a table of finite numbers");
            }
        }
        if (rows <= columns) {
            return inverse(new Assignment(cost, rows, columns).solve(), rows);
        }
        double[][] turned = new double[columns][rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c][r] = cost[r][c];
            }
        }
        return new Assignment(turned, columns, rows).solve();
    }

    private static int[] inverse(int[] rowOf, int rows) {
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, NONE);
        for (int c = 0; c < rowOf.length; c++) {
            if (rowOf[c] != NONE) {
                columnOf[rowOf[c]] = c;
            }
        }
        return columnOf;
    }

    /** For each column its row; rows are at most as many as columns. */
    private int[] solve() {
        for (int row = 0; row < rows; row++) {
            augment(row);
        }
        return rowOf;
    }

    /** Finds the shortest path from a free row to a free column, in costs less potentials, and turns the pairs on it over. */
    private void augment(int free) {
        double[] distance = new double[columns];
        int[] before = new int[columns];
        boolean[] isReached = new boolean[columns];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(before, NONE);
        int last = NONE;
        int row = free;
        while (row != NONE) {
            int nearest = NONE;
            for (int c = 0; c < columns; c++) {
                if (isReached[c]) {
                    continue;
                }
                double reduced = cost[row][c] - rowPotential[row] - columnPotential[c];
                if (reduced < distance[c]) {
                    distance[c] = reduced;
                    before[c] = last;
                }
                if (nearest == NONE || distance[c] < distance[nearest]) {
                    nearest = c;
                }
            }
            shift(free, distance, isReached, distance[nearest]);
            isReached[nearest] = true;
            last = nearest;
            row = rowOf[nearest];
        }
        for (int c = last; c != NONE; c = before[c]) {
            rowOf[c] = before[c] == NONE ? free : rowOf[before[c]];
        }
    }

    /** Moves the potentials so that all edges of the tree stay at zero and the nearest column joins it. */
    private void shift(int free, double[] distance, boolean[] isReached, double by) {
        rowPotential[free] += by;
        for (int c = 0; c < columns; c++) {
            if (isReached[c]) {
                rowPotential[rowOf[c]] += by;
                columnPotential[c] -= by;
            } else {
                distance[c] -= by;
            }
        }
    }
}
