package org.samovar.train;

/** Hears how a run goes. */
public interface TrainingListener {
    /** Something worth a line. */
    void message(String line);

    /** How far it is; called after every iteration. */
    default void progress(Progress progress) {}

    /**
     * Where a run is.
     *
     * @param iteration that ended
     * @param share of the budget that is used, 0 to 1
     * @param loss mean over the last iterations
     * @param imagesPerSecond over the last iterations
     * @param secondsLeft of the budget
     */
    record Progress(long iteration, double share, double loss, double imagesPerSecond, double secondsLeft) {}
}
