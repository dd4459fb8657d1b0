package org.samovar.fiji.job;

import ij.IJ;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.ProgressPart;

/** Says how good label images are by others that are true. */
public final class EvaluateJob {
    private final EvaluateOptions options;

    public EvaluateJob(EvaluateOptions options) {
        this.options = options;
    }

    /**
     * Shows a table of the pairs and one of their parts, and saves both where that is asked for; what could not be compared is a line in the log.
     *
     * @throws UserError when nothing could be compared, or a file is there already
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public void run() {
        Figures figures = options.labels().figures();
        Optional<Path> summary = options.summaryFile();
        Optional<Path> details = options.detailsFile(figures.parts());
        summary.ifPresent(EvaluateJob::requireFree);
        details.ifPresent(EvaluateJob::requireFree);
        LabelledPairs pairs = options.pairs();
        Compared compared = compare(pairs.pairs(), figures);
        pairs.unpaired().forEach(EvaluateJob::tell);
        compared.failures.forEach(failure -> tell(failure.name + ": " + failure.why.getMessage()));
        summary.ifPresent(figures.summary()::write);
        details.ifPresent(figures.details()::write);
        figures.details().show();
        figures.summary().publish();
        IJ.showProgress(1.0);
        IJ.showStatus("Samovar: " + compared.count + (compared.count == 1 ? " pair" : " pairs") + " compared");
    }

    private record Compared(int count, List<Failure> failures) {}

    private record Failure(String name, UserError why) {}

    private static Compared compare(List<LabelledPair> pairs, Figures figures) {
        Escape escape = new Escape();
        escape.report(0, pairs.size(), "comparing labels");
        return Aside.run(escape, () -> {
            List<Failure> failures = new ArrayList<>();
            for (int i = 0; i < pairs.size(); i++) {
                LabelledPair pair = pairs.get(i);
                ProgressPart part = new ProgressPart(escape, i, pairs.size(), "comparing " + pair.result());
                try {
                    part.step(0, 1, pair.result());
                    figures.add(pair, pair.labels().get(), part);
                } catch (UserError e) {
                    failures.add(new Failure(pair.result(), e));
                }
            }
            int count = pairs.size() - failures.size();
            if (count == 0) {
                throw failures.get(0).why;
            }
            if (count > 1) {
                figures.addMeans();
            }
            return new Compared(count, failures);
        });
    }

    private static void tell(String what) {
        IJ.log("Evaluate Against Labels: " + what);
    }

    /** Refuses what cannot be written, before anything is computed. */
    private static void requireFree(Path file) {
        if (Files.exists(file)) {
            throw new UserError("There is a file " + file + " already.", "Choose another name for the tables.");
        }
        AtomicFiles.requireWritable(file);
    }
}
