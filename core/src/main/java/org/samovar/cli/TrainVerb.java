package org.samovar.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.ModelStore;
import org.samovar.checkpoint.StateDict;
import org.samovar.io.AtomicFiles;
import org.samovar.train.ConfigFile;
import org.samovar.train.TrainConfig;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;
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
            description = "Weights to begin with: a name of `samovar models`, or a file (default: random ones).")
    private Optional<String> start = Optional.empty();

    TrainVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        TrainConfig settings = ConfigFile.read(config);
        AtomicFiles.requireWritable(folder.resolve("best.safetensors"));
        Optional<StateDict> weights =
                start.map(name -> ModelSource.find(name, ModelStore.standard()).read());
        try (ProgressBar bar = console.progress();
                Trainer trainer = Trainer.open(settings, weights, data, folder, new Listener(bar))) {
            trainer.run();
        }
        console.print("The best weights are " + folder.resolve("best.safetensors"));
    }

    /** Prints what the trainer says, and where it is. */
    private final class Listener implements TrainingListener {
        private final ProgressBar bar;

        Listener(ProgressBar bar) {
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
        }
    }
}
