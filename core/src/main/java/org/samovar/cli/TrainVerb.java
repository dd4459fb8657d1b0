package org.samovar.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.samovar.io.AtomicFiles;
import org.samovar.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains or finetunes a network; a run that was stopped goes on. */
@Command(
        name = "train",
        description = "Trains or finetunes a network after a config, and goes on with a run that was stopped.")
final class TrainVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "CONFIG", description = "A config file, or the name of one that comes with Samovar.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            required = true,
            description = "The folder that holds the datasets of the config.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "Where weights, state and curves are written.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--start",
            paramLabel = "NAME|FILE",
            description = "Weights to begin with: a name of `samovar models`, or a file"
                    + " (default: what the config says, otherwise random ones).")
    private Optional<String> start = Optional.empty();

    TrainVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        TrainingPlan plan = TrainingPlan.read(config);
        AtomicFiles.requireWritable(folder.resolve("best.safetensors"));
        try (ProgressBar bar = console.progress();
                Trainer trainer = plan.open(start, data, folder, new TrainingLines(console, bar))) {
            trainer.run();
        }
        console.print("The best weights are " + folder.resolve("best.safetensors"));
    }
}
