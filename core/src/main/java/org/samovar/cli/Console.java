package org.samovar.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.samovar.catalog.KeptModels;
import org.samovar.image.Volume;
import org.samovar.predict.Progress;

/**
 * Where a verb prints.
 *
 * @param out results
 * @param err messages and progress
 * @param kind whether a line on {@code err} can be written over
 * @param stop tells work that it should come to an end
 * @param models that verbs run; whoever made the console closes them
 */
record Console(PrintWriter out, PrintWriter err, Kind kind, GentleStop stop, KeptModels models) {
    /** What {@code err} is connected to. */
    enum Kind {
        TERMINAL,
        PLAIN
    }

    /** Prints a line of a result. */
    void print(String line) {
        out.println(line);
    }

    /** Prints a message that is no result. */
    void tell(String message) {
        err.println("samovar: " + message);
    }

    /** Says what is to be known of a volume that could be read all the same. */
    void tellNotes(Path file, Volume volume) {
        volume.notes().forEach(note -> tell(file + ": " + note + "."));
    }

    /** Work that shows its progress on {@code err} once it has taken two seconds. */
    ProgressBar progress() {
        return new ProgressBar(err, kind, System::nanoTime, stop::isRequested);
    }

    /** Runs work that reports progress, and takes the bar away at its end. */
    <T> T withProgress(Work<T> work) {
        try (ProgressBar bar = progress()) {
            return work.run(bar);
        }
    }

    /** Does work that cannot say how far it is, and shows that it goes on. */
    <T> T whileWaiting(String what, Supplier<T> work) {
        try (ProgressBar bar = progress();
                Ticker ticker = new Ticker(bar, what)) {
            return work.get();
        }
    }

    /** Work that reports progress. */
    interface Work<T> {
        T run(Progress progress);
    }
}
