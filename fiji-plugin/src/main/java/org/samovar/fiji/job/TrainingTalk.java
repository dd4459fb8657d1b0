package org.samovar.fiji.job;

import ij.IJ;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.samovar.fiji.model.ModelHost;
import org.samovar.train.Curves;
import org.samovar.train.TrainingListener;

/** A training in ImageJ's status bar, its log and a curve. Escape ends it between two iterations, in good order; others who ask a model for something get it there as well. */
final class TrainingTalk implements TrainingListener, ModelHost.Waiting {
    private static final int MINUTE = 60;

    private final Runnable others;
    private final LiveCurve curve;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong iterations = new AtomicLong();

    /** @param others lets others in */
    TrainingTalk(Runnable others, LiveCurve curve) {
        this.others = others;
        this.curve = curve;
        IJ.resetEscape();
    }

    @Override
    public void check() {
        if (IJ.escapePressed() && !isStopped()) {
            stop();
            IJ.showStatus("Samovar: the training stops after this iteration");
        }
    }

    /** Lets the training end after the iteration in work. */
    void stop() {
        stopped.set(true);
    }

    /** Whether it was told to end before its time. */
    boolean isStopped() {
        return stopped.get();
    }

    /** Iterations that were made since the command began. */
    long iterations() {
        return iterations.get();
    }

    @Override
    public void message(String line) {
        IJ.log(line);
    }

    @Override
    public void goesOn(Curves before) {
        curve.begin(before);
    }

    @Override
    public void progress(Progress at) {
        iterations.incrementAndGet();
        curve.loss(at.seconds(), at.loss());
        if (!isStopped()) {
            IJ.showStatus("Samovar: " + line(at));
            IJ.showProgress(at.share());
        }
    }

    private String line(Progress at) {
        String best = curve.best().isEmpty()
                ? ""
                : String.format(Locale.ROOT, ", best score %.3f", curve.best().getAsDouble());
        return String.format(Locale.ROOT, "training, iteration %d, loss %.3f%s, ", at.iteration(), at.loss(), best)
                + left(at.secondsLeft());
    }

    private static String left(double seconds) {
        return seconds < 2 * MINUTE
                ? String.format(Locale.ROOT, "%.0f s left", seconds)
                : String.format(Locale.ROOT, "%.0f min left", seconds / MINUTE);
    }

    @Override
    public void validating() {
        IJ.showStatus("Samovar: scoring the held-out images");
    }

    @Override
    public void validated(double seconds, double score) {
        curve.score(seconds, score);
    }

    @Override
    public void betweenIterations() {
        others.run();
        if (isStopped()) {
            Thread.currentThread().interrupt();
        }
    }
}
