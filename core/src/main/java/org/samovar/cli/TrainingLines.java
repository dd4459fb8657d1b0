package org.samovar.cli;

import java.util.Locale;
import org.samovar.train.TrainingListener;

/** Prints what a trainer says, and where it is. */
final class TrainingLines implements TrainingListener {
    private final Console console;
    private final ProgressBar bar;

    TrainingLines(Console console, ProgressBar bar) {
        this.console = console;
        this.bar = bar;
    }

    @Override
    public void message(String line) {
        bar.close();
        console.print(line);
    }

    @Override
    public void progress(Progress at) {
        bar.status(
                at.share(),
                String.format(
                        Locale.ROOT,
                        "iteration %d, loss %.3f, %.1f images/s, %.0f min left",
                        at.iteration(),
                        at.loss(),
                        at.imagesPerSecond(),
                        at.secondsLeft() / 60));
        if (bar.isCancelled()) {
            Thread.currentThread().interrupt(); // at this point alone, so that no file is being written
        }
    }
}
