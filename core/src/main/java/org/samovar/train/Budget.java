package org.samovar.train;

/**
 * How long a run goes on.
 *
 * @param minutes of the whole run, which ends when this or the next is used up
 * @param iterations of the whole run
 * @param validateMinutes between two validations
 * @param saveMinutes between two saved states, which is what a kill can cost
 * @param patience validations without a better score after which the run stops early; 0 for never
 */
public record Budget(double minutes, long iterations, double validateMinutes, double saveMinutes, int patience) {
    public Budget {
        Check.positive("minutes", minutes);
        Check.that(iterations >= 1, "iterations " + iterations);
        Check.positive("validateMinutes", validateMinutes);
        Check.positive("saveMinutes", saveMinutes);
        Check.that(patience >= 0, "patience " + patience);
    }

    /**
     * The same run in so many minutes. It ends by time alone; validations come at the same shares of it, so that a short run is not all
     * validation.
     */
    public Budget within(double otherMinutes) {
        double factor = otherMinutes / minutes;
        return new Budget(otherMinutes, Long.MAX_VALUE, validateMinutes * factor, saveMinutes, patience);
    }

    /** The share that is used, 0 to 1. */
    public double share(double secondsUsed, long iterationsDone) {
        return Math.min(1, Math.max(secondsUsed / (60 * minutes), (double) iterationsDone / iterations));
    }
}
