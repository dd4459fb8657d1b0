package org.samovar.train;

/**
 * How a run went.
 *
 * @param loss mean over the last iterations, every so many iterations
 * @param score what the best weights are chosen by, at each validation
 */
public record Curves(Line loss, Line score) {
    /**
     * Values over time. The arrays must not be written.
     *
     * @param minutes of the run, growing
     * @param values one for each
     */
    public record Line(double[] minutes, double[] values) {}
}
