package org.samovar.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.samovar.catalog.training.TrainingPlan;
import org.samovar.io.AtomicFiles;
import org.samovar.train.RunFolder;
import org.samovar.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains or finetunes a network; a run that was stopped goes on. */
@Command(
        name = "train",
        description = "Trains or finetunes a network after a config, and goes on with a run that was stopped.")
final class TrainVerb implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "A config file, or the name of one that comes with Samovar.")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The folder that holds the datasets of the config; may be left out with --try.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where weights, state and curves are written; not with --try.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--start",
            paramLabel = "NAME|FILE",
            description = "Weights to begin with: a name of `samovar models`, or a file"
                    + " (default: what the config says, otherwise random ones).")
    private Optional<String> start = Optional.empty();

    @Option(
            names = "--try",
            description = "Makes the first step alone and keeps nothing: tells the number of parameters, the time, the"
                    + " memory, and whether gradients reach what is trained. Needs neither data nor weights.")
    private boolean isTrial;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1",
            description = "Steps of --try; with 0 the network is built and counted alone (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Images or patches of a step of --try (default: what the config says).")
    private Optional<Integer> batch = Optional.empty();

    TrainVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (isTrial) {
            require(folder.isEmpty(), "--try keeps nothing, so it takes no --output");
            require(steps >= 0, "--steps takes a number from 0");
            TrainingPlan plan =
                    batch.map(count -> TrainingPlan.read(config, count)).orElseGet(() -> TrainingPlan.read(config));
            return new TryOut(console, plan).run(data, start, steps) ? 0 : Failures.REFUSED;
        }
        require(batch.isEmpty(), "--batch is for --try; a training takes the batch of its config");
        require(data.isPresent(), "Missing required option: '--data=FOLDER'");
        require(folder.isPresent(), "Missing required option: '--output=FOLDER'");
        train(data.orElseThrow(), folder.orElseThrow());
        return 0;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private void train(Path datasets, Path output) {
        TrainingPlan plan = TrainingPlan.read(config);
        Path best = new RunFolder(output).best();
        AtomicFiles.requireWritable(best);
        try (ProgressBar bar = console.progress();
                Trainer trainer = plan.open(start, datasets, output, new TrainingLines(console, bar))) {
            console.stop().arm();
            trainer.run();
        }
        if (!Thread.currentThread().isInterrupted()) {
            console.print("The best weights are " + best);
        }
    }
}
