package org.samovar.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.samovar.catalog.LoadedModel;
import org.samovar.evaluate.Baseline;
import org.samovar.evaluate.Evaluation;
import org.samovar.evaluate.NetworkSegmenter;
import org.samovar.evaluate.Protocol;
import org.samovar.evaluate.Report;
import org.samovar.evaluate.Segmenter;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.Progress;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How good a model, or a classical method on the same prompts, is on a dataset. */
@Command(name = "evaluate", description = "Measures a model, or a classical method on the same prompts, on a dataset.")
final class EvaluateVerb implements Runnable {
    /** A segment of which less than this is left by better ones does not count as an object. */
    private static final double LEAST_VISIBLE = 0.5;

    private final Console console;

    @Parameters(paramLabel = "DATASET", description = "A dataset folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path folder;

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description = "What is asked: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Protocol protocol = Protocol.BOX;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "Which images: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Split split = Split.TEST;

    @Option(names = "--first", paramLabel = "N", description = "Only the first N images.")
    private int most = Integer.MAX_VALUE;

    @Option(
            names = "--baseline",
            paramLabel = "METHOD",
            description = "A classical method instead of a model: ${COMPLETION-CANDIDATES}.")
    private Optional<Baseline> baseline = Optional.empty();

    @Option(names = "--json", paramLabel = "OUT", description = "Write the figures to this file as well.")
    private Optional<Path> json = Optional.empty();

    @Mixin
    private ModelOptions model = new ModelOptions();

    EvaluateVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (most < 1) {
            throw new UserError("--first " + most + " leaves no image to evaluate.");
        }
        json.ifPresent(AtomicFiles::requireWritable);
        Dataset dataset = Dataset.open(folder);
        Report report;
        if (baseline.isPresent()) {
            report = report(dataset, baseline.get());
        } else {
            try (LoadedModel loaded = model.open(console)) {
                report = report(dataset, segmenter(loaded));
            }
        }
        console.out().print(report.toTable());
        json.ifPresent(file -> AtomicFiles.writeText(file, report.toJson()));
        if (report.items().isEmpty()) {
            throw new UserError("Not one image of " + folder + " could be scored.");
        }
    }

    private Report report(Dataset dataset, Segmenter segmenter) {
        return console.withProgress(
                progress -> new Evaluation(dataset, protocol, segmenter).run(split, most, progress));
    }

    private static Segmenter segmenter(LoadedModel model) {
        return new NetworkSegmenter(model.name(), model::session, image -> model.everything()
                .segment(image, Progress.NONE)
                .visible(LEAST_VISIBLE)
                .labels());
    }
}
