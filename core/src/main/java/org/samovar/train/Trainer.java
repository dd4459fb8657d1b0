package org.samovar.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.train.schedule.Schedule;

/**
 * Trains the weights of a {@link Task} within a budget.
 *
 * <p>Writes to its folder: {@code state.safetensors} (everything that going on needs; a run that finds it goes on),
 * {@code best.safetensors} (the averaged weights with the best validation so far; the last ones where nothing is held out), {@code last.safetensors} (the averaged weights at the
 * end), {@code training.csv} and {@code validation.csv} with their picture {@code curve.png}.
 */
public final class Trainer implements AutoCloseable {
    private static final int REPORT_EVERY = 50;
    private static final double REMEMBERED = 0.98;

    private final RunSettings settings;
    private final Task task;
    private final Path folder;
    private final TrainingListener listener;
    private final Learner learner;
    private final Schedule schedule;
    private final Journal journal;

    private long iteration;
    private double seconds;
    private final List<Double> scores = new ArrayList<>();
    private long validatedAt = -1;
    private double meanLoss = Double.NaN;

    private Trainer(Task task, RunSettings settings, Path folder, TrainingListener listener) {
        this.settings = settings;
        this.task = task;
        this.folder = folder;
        this.listener = listener;
        this.learner = new Learner(task.weights(), task::isTrained, settings.optimiser());
        learner.describe().forEach(listener::message);
        this.schedule = settings.optimiser().factors();
        resume();
        this.journal = new Journal(folder, iteration, task.validation().columns());
    }

    /**
     * Gets ready, going on with the state in the folder if there is one.
     *
     * @param folder where everything is written
     * @throws UserError when the state cannot be read or is of another network
     */
    public static Trainer open(Task task, RunSettings settings, Path folder, TrainingListener listener) {
        return new Trainer(task, settings, folder, listener);
    }

    /**
     * Gets ready to train a network that answers prompts, going on with the state in the folder if there is one.
     *
     * @param start weights to begin with; random ones where empty
     * @param datasets folder with one folder for each dataset of the config
     * @param folder where everything is written
     * @throws UserError when data, weights or state cannot be read
     */
    public static Trainer open(
            TrainConfig config, Optional<StateDict> start, Path datasets, Path folder, TrainingListener listener) {
        return open(config, Networks.of(config.network()), start, datasets, folder, listener);
    }

    static Trainer open(
            TrainConfig config,
            Networks.Untrained network,
            Optional<StateDict> start,
            Path datasets,
            Path folder,
            TrainingListener listener) {
        return open(new PromptedTask(config, network, start, datasets, listener), config.run(), folder, listener);
    }

    /**
     * What a run was.
     *
     * @param trained number of values that were trained
     * @param all number of values that the network has
     * @param iterations of the whole run
     * @param minutes of the whole run, without validations
     */
    public record Outcome(long trained, long all, long iterations, double minutes) {}

    /** Trains until the budget is used, validation stops improving, or the thread is interrupted; then saves. */
    public Outcome run() {
        boolean isInterrupted = false;
        try (Task.Lessons lessons = task.lessons(iteration)) {
            train(lessons);
            validate();
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        save();
        write(learner.result("last"), "last.safetensors", facts());
        if (task.validation().size() == 0) {
            write(learner.result("best"), "best.safetensors", facts());
        }
        if (isInterrupted) {
            listener.message("Interrupted at iteration " + iteration + "; the state is saved.");
            // not before: nothing can be written by an interrupted thread
            Thread.currentThread().interrupt();
        }
        return new Outcome(learner.trained(), learner.all(), iteration, seconds / 60);
    }

    /**
     * Makes the first steps of a run, as {@link #run} makes them, and tells what they took. Nothing is validated, and no weights are saved.
     *
     * @param steps 0 to count alone; parameters that one step has no use for may be reached by the next
     * @throws UserError when data cannot be read, or loss or gradients are no numbers
     */
    public Trial tryOut(int steps) {
        GradientReach reach = new GradientReach();
        Step last = new Step(Float.NaN, Double.NaN);
        double longest = 0;
        try (Task.Lessons lessons = task.lessons(iteration)) {
            for (int i = 0; i < steps; i++) {
                last = iterate(lessons, Optional.of(reach));
                longest = Math.max(longest, last.seconds);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted.");
        }
        return new Trial(steps, learner.trained(), learner.all(), last.loss, longest, reach);
    }

    /** What a step found, without the time that its data took. */
    private record Step(float loss, double seconds) {}

    private void train(Task.Lessons lessons) throws InterruptedException {
        Budget budget = settings.budget();
        double nextValidation = nextAfter(budget.validateMinutes());
        double nextSave = nextAfter(budget.saveMinutes());
        while (share() < 1 && !isStale()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long start = System.nanoTime();
            iterate(lessons, Optional.empty());
            seconds += (System.nanoTime() - start) / 1e9;
            if (seconds >= nextValidation) {
                validate();
                nextValidation = nextAfter(budget.validateMinutes());
            }
            if (seconds >= nextSave) {
                save();
                nextSave = nextAfter(budget.saveMinutes());
            }
        }
    }

    private double nextAfter(double minutes) {
        return (Math.floor(seconds / (minutes * 60)) + 1) * minutes * 60;
    }

    private double share() {
        return settings.budget().share(seconds, iteration);
    }

    private boolean isStale() {
        int patience = settings.budget().patience();
        return patience > 0 && withoutBetter() >= patience;
    }

    /** Validations since the best one. */
    private int withoutBetter() {
        return scores.isEmpty() ? 0 : scores.size() - 1 - scores.indexOf(Collections.max(scores));
    }

    /** @param reach takes down where the gradients came by */
    private Step iterate(Task.Lessons lessons, Optional<GradientReach> reach) throws InterruptedException {
        long start = System.nanoTime();
        double share = share();
        Task.Lesson lesson = lessons.next(share);
        long ready = System.nanoTime();
        SplittableRandom random = new SplittableRandom(settings.seed() ^ 0x5DEECE66DL * (iteration + 1)).split();
        double rate = settings.optimiser().rate() * schedule.factor(iteration, share, scores);
        float loss;
        float norm;
        try (Scope scope = Scope.training(settings.precision(), settings.graph())) {
            Tensor total = lesson.loss(random);
            loss = total.item();
            requireFinite(loss, "loss");
            Autograd.backward(total);
            reach.ifPresent(r -> learner.show(r, lesson::moves));
            norm = learner.step(rate, iteration, lesson::moves);
            requireFinite(norm, "gradient");
        }
        Step step = new Step(loss, (System.nanoTime() - ready) / 1e9);
        iteration++;
        meanLoss = Double.isNaN(meanLoss) ? loss : REMEMBERED * meanLoss + (1 - REMEMBERED) * loss;
        double speed = lesson.images() / ((System.nanoTime() - start) / 1e9);
        double left = share == 0 ? settings.budget().minutes() * 60 : seconds * (1 - share) / share;
        listener.progress(new TrainingListener.Progress(iteration, share, meanLoss, speed, left));
        if (iteration % REPORT_EVERY == 0) {
            journal.training(iteration, seconds, lesson.size(), rate, meanLoss, norm, speed);
        }
        return step;
    }

    private void requireFinite(float value, String what) {
        if (!Float.isFinite(value)) {
            throw new UserError(
                    "Training stopped at iteration " + iteration + ": the " + what + " is " + value + ".",
                    "Lower the learning rate, or train in float32; the last saved state is still good.");
        }
    }

    private void validate() {
        if (task.validation().size() == 0 || validatedAt == iteration) {
            return;
        }
        validatedAt = iteration;
        learner.withAverage(() -> {
            Validation.Result result = task.validation().run();
            journal.validation(iteration, seconds, result);
            journal.draw();
            listener.message(line("mean", result.mean()));
            result.sets().forEach((set, values) -> listener.message("  " + line(set, values)));
            scores.add(result.score());
        });
        if (withoutBetter() == 0) {
            write(learner.result("best"), "best.safetensors", facts());
        }
    }

    private String line(String what, List<Double> values) {
        List<String> columns = task.validation().columns();
        String found = IntStream.range(0, columns.size())
                .filter(i -> !values.get(i).isNaN())
                .mapToObj(i -> String.format(Locale.ROOT, "%s %.3f", columns.get(i), values.get(i)))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "it %d %.1f min %s: %s", iteration, seconds / 60, what, found);
    }

    private Map<String, String> facts() {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("config", settings.name());
        out.put("iteration", Long.toString(iteration));
        out.put("seconds", Double.toString(seconds));
        out.put("scores", scores.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        out.put("validated_at", Long.toString(validatedAt));
        out.put("mean_loss", Double.toString(meanLoss));
        return out;
    }

    private void save() {
        write(learner.state("state"), "state.safetensors", facts());
    }

    private void write(StateDict weights, String name, Map<String, String> facts) {
        Map<String, String> all = new TreeMap<>(task.metadata());
        all.putAll(facts);
        Checkpoints.writeSafetensors(weights, folder.resolve(name), all);
    }

    private void resume() {
        Path file = folder.resolve("state.safetensors");
        if (!Files.exists(file)) {
            return;
        }
        StateDict state = Checkpoints.read(file);
        learner.restore(state);
        Map<String, String> facts = state.metadata();
        try {
            iteration = Long.parseLong(facts.getOrDefault("iteration", ""));
            seconds = Double.parseDouble(facts.getOrDefault("seconds", ""));
            validatedAt = Long.parseLong(facts.getOrDefault("validated_at", ""));
            meanLoss = Double.parseDouble(facts.getOrDefault("mean_loss", ""));
            Arrays.stream(facts.getOrDefault("scores", "").split(" "))
                    .filter(score -> !score.isEmpty())
                    .map(Double::valueOf)
                    .forEach(scores::add);
        } catch (NumberFormatException e) {
            throw new UserError(file + " does not say where its run was.", e);
        }
        listener.message("Going on after iteration " + iteration + ".");
    }

    @Override
    public void close() {
        learner.close();
    }
}
