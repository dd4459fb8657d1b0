package org.samovar.train;

/** Hears how a run goes. */
public interface TrainingListener {
    /** Something worth a line. */
    void message(String line);

    /** How far it is; called after every iteration. */
    default void progress(Progress progress) {}

    /** The run goes on with these curves; called before its first iteration. */
    default void goesOn(Curves before) {}

    /** The held-out data are about to be scored, which may take a while. */
    default void validating() {}

    /**
     * The held-out data were scored.
     *
     * @param seconds of the run so far
     * @param score what the best weights are chosen by; the greater the better
     */
    default void validated(double seconds, double score) {}

    /**
     * Called on the thread that trains after every iteration, when nothing of it is left in memory but the weights. The time that it takes is not counted. An interrupt
     * of the thread ends the run, and its state is saved.
     */
    default void betweenIterations() {}

    /**
     * Where a run is.
     *
     * @param iteration that ended
     * @param seconds of the run before it
     * @param share of the budget that is used, 0 to 1
     * @param loss mean over the last iterations
     * @param imagesPerSecond over the last iterations
     * @param secondsLeft of the budget
     */
    record Progress(
            long iteration, double seconds, double share, double loss, double imagesPerSecond, double secondsLeft) {}
}
