package org.samovar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.catalog.training.TrainingPlan;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.train.Trainer;
import org.samovar.train.Trial;

/** Makes the first step of a training, to tell what it takes: the same code, nothing kept. Without data it invents some. */
final class TryOut {
    private static final double MILLION = 1e6;

    private final Console console;
    private final TrainingPlan plan;

    TryOut(Console console, TrainingPlan plan) {
        this.console = console;
        this.plan = plan;
    }

    /**
     * Tries it.
     *
     * @param data folder with the datasets of the config; where empty they are invented
     * @param start weights to begin with; where empty those of the config if they are at hand, otherwise random ones
     * @return whether gradients reached exactly what is trained
     */
    boolean run(Optional<Path> data, Optional<String> start, int steps) {
        Path folder = temporary();
        try {
            Optional<StateDict> weights = start.map(TrainingPlan::weights).or(this::atHand);
            if (data.isEmpty()) {
                console.print("data: noise with invented objects");
                Inventions.of(plan).forEach(set -> set.write(folder));
            }
            Trial trial;
            try (ProgressBar bar = console.progress();
                    Trainer trainer = plan.begin(
                            weights, data.orElse(folder), folder.resolve("run"), new TrainingLines(console, bar))) {
                trial = trainer.tryOut(steps);
            }
            print(trial);
            return trial.isSound();
        } finally {
            delete(folder);
        }
    }

    private Optional<StateDict> atHand() {
        Optional<String> name = plan.startingWeights();
        try {
            Optional<StateDict> found = name.map(TrainingPlan::weights);
            console.print("weights: " + (found.isEmpty() ? "random" : name.orElseThrow()));
            return found;
        } catch (UserError e) {
            console.print("weights: random, as " + name.orElseThrow() + " is not at hand");
            return Optional.empty();
        }
    }

    private void print(Trial trial) {
        line(
                "parameters: %.2f M trained, %.2f M frozen, %.2f M in all",
                trial.trained() / MILLION, (trial.all() - trial.trained()) / MILLION, trial.all() / MILLION);
        if (trial.steps() > 0) {
            line("loss: %.4f", trial.loss());
            line("step: %.1f s (forward, backward, optimiser)", trial.seconds());
        }
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(time -> line("processor time of the process: %d s", time.toSeconds()));
        console.print(PeakMemory.find()
                .map(peak -> String.format(Locale.ROOT, "peak memory of the process: %.2f GiB", peak))
                .orElse("peak memory of the process: not known on this system"));
        if (trial.steps() > 0) {
            printGradients(trial);
        }
    }

    private void printGradients(Trial trial) {
        kinds("trained, and not of use before another step", trial.waiting());
        kinds("trained, and reached by zeros alone, as what stands before weights that begin at zero", trial.still());
        trial.withoutEffect().forEach((key, reason) -> console.print("no gradient can reach " + key + ": " + reason));
        keys("TRAINED, BUT NO GRADIENT REACHES IT", trial.missed());
        keys("FROZEN, BUT WITH A GRADIENT", trial.strayed());
        console.print(
                trial.isSound()
                        ? "gradients reach exactly what is trained"
                        : "gradients do not reach exactly what is trained");
    }

    /** Keys that differ in the numbers of their layers alone are one line. */
    private void kinds(String what, List<String> keys) {
        if (!keys.isEmpty()) {
            console.print(what + " (" + keys.size() + "):");
            keys.stream()
                    .map(key -> key.replaceAll("\\b\\d+\\b", "*"))
                    .distinct()
                    .forEach(key -> console.print("  " + key));
        }
    }

    private void keys(String what, List<String> keys) {
        if (!keys.isEmpty()) {
            console.print(what + " (" + keys.size() + "):");
            keys.forEach(key -> console.print("  " + key));
        }
    }

    private void line(String format, Object... values) {
        console.print(String.format(Locale.ROOT, format, values));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("samovar-try");
        } catch (IOException e) {
            throw new UserError("Cannot make a temporary folder: " + e.getMessage() + ".", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
