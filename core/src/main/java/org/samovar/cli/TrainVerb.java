package org.samovar.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.ModelStore;
import org.samovar.checkpoint.StateDict;
import org.samovar.io.AtomicFiles;
import org.samovar.train.ConfigFile;
import org.samovar.train.TrainConfig;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;
import org.samovar.train.semantic.SemanticConfig;
import org.samovar.train.semantic.SemanticConfigFile;
import org.samovar.train.semantic.SemanticTask;
import org.samovar.train.support.SupportConfig;
import org.samovar.train.support.SupportConfigFile;
import org.samovar.train.support.SupportTask;
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
        List<String> included = Stream.of(
                        ConfigFile.INCLUDED, SemanticConfigFile.INCLUDED, SupportConfigFile.INCLUDED)
                .flatMap(List::stream)
                .toList();
        JsonObject json = ConfigFile.json(config, included);
        AtomicFiles.requireWritable(folder.resolve("best.safetensors"));
        try (ProgressBar bar = console.progress()) {
            Listener listener = new Listener(bar);
            try (Trainer trainer = trainer(json, listener)) {
                trainer.run();
            }
        }
        console.print("The best weights are " + folder.resolve("best.safetensors"));
    }

    private Trainer trainer(JsonObject json, TrainingListener listener) {
        if (SemanticConfigFile.describes(json)) {
            return semantic(json, listener);
        }
        return SupportConfigFile.describes(json) ? support(json, listener) : prompted(json, listener);
    }

    private Trainer support(JsonObject json, TrainingListener listener) {
        SupportConfig settings = SupportConfigFile.read(json, config.toString());
        Optional<StateDict> weights = start.or(settings::startingWeights).map(TrainVerb::weights);
        return Trainer.open(SupportTask.open(settings, weights, data, listener), settings.run(), folder, listener);
    }

    private Trainer prompted(JsonObject json, TrainingListener listener) {
        TrainConfig settings = ConfigFile.read(json, config.toString());
        return Trainer.open(settings, start.map(TrainVerb::weights), data, folder, listener);
    }

    private Trainer semantic(JsonObject json, TrainingListener listener) {
        SemanticConfig settings = SemanticConfigFile.read(json, config.toString());
        Optional<StateDict> weights = start.or(settings::startingWeights).map(TrainVerb::weights);
        return Trainer.open(SemanticTask.open(settings, weights, data, listener), settings.run(), folder, listener);
    }

    private static StateDict weights(String name) {
        return ModelSource.find(name, ModelStore.standard()).read();
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
