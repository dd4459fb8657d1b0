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
import org.samovar.io.AtomicFiles;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Precision;
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
    /** Steps in a row without a finite loss and gradient after which a run has no hope. */
    private static final int HOPELESS = 10;

    /** Under which a state says by which config it came about. */
    private static final String SETTINGS = "settings";

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
    private long savedAt = -1;
    private long lost;
    private int lostInARow;

    private Trainer(Task task, RunSettings settings, Path folder, TrainingListener listener) {
        this.settings = settings;
        this.task = task;
        this.folder = folder;
        this.listener = listener;
        this.learner = new Learner(task.weights(), task::isTrained, settings.optimiser());
        learner.describe().forEach(listener::message);
        this.schedule = settings.optimiser().factors();
        try {
            resume();
            this.journal = new Journal(folder, iteration, task.validation().columns());
        } catch (RuntimeException e) {
            learner.close();
            throw e;
        }
        if (iteration > 0) {
            listener.goesOn(journal.curves());
        }
    }

    /**
     * Gets ready, going on with the state in the folder if there is one.
     *
     * @param folder where everything is written
     * @throws UserError when the state cannot be read, or is of another network or of a config that differs in more than its budget, its
     *     optimiser or its precision
     */
    public static Trainer open(Task task, RunSettings settings, Path folder, TrainingListener listener) {
        return new Trainer(task, settings, folder, listener);
    }

    /**
     * Refuses a folder with the state of a run that was set to something else, be it a budget alone.
     *
     * @throws UserError naming what is another
     */
    public static void requireSame(RunSettings settings, Path folder) {
        Path file = new RunFolder(folder).state();
        if (Files.exists(file)) {
            ConfigChange.refuse(file, changes(Checkpoints.read(file), settings));
        }
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
        write(learner.result("last"), RunFolder.LAST, facts());
        if (task.validation().size() == 0) {
            write(learner.result("best"), RunFolder.BEST, facts());
        }
        journal.draw();
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
                if (lostInARow > 0) {
                    throw new UserError("The loss or the gradient of step " + iteration + " is no number.", cure());
                }
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
            long start = System.nanoTime();
            iterate(lessons, Optional.empty());
            seconds += (System.nanoTime() - start) / 1e9;
            listener.betweenIterations();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (lostInARow > 0) {
                continue; // nothing is kept of a run that may be lost
            }
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
        float norm = 0;
        try (Scope scope = Scope.training(settings.precision(), settings.graph())) {
            Tensor total = lesson.loss(random);
            loss = total.item();
            if (Float.isFinite(loss)) {
                Autograd.backward(total);
                reach.ifPresent(r -> learner.show(r, lesson::moves));
                norm = learner.step(rate, iteration, lesson::moves);
            }
        }
        Step step = new Step(loss, (System.nanoTime() - ready) / 1e9);
        iteration++;
        if (!Float.isFinite(loss)) {
            lose("loss", loss);
            return step;
        } else if (!Float.isFinite(norm)) {
            lose("gradient", norm);
            return step;
        }
        lostInARow = 0;
        meanLoss = Double.isNaN(meanLoss) ? loss : REMEMBERED * meanLoss + (1 - REMEMBERED) * loss;
        double speed = lesson.images() / ((System.nanoTime() - start) / 1e9);
        double left = share == 0 ? settings.budget().minutes() * 60 : seconds * (1 - share) / share;
        if (iteration % REPORT_EVERY == 0) {
            journal.training(iteration, seconds, lesson.size(), rate, meanLoss, norm, speed);
        }
        listener.progress(new TrainingListener.Progress(iteration, seconds, share, meanLoss, speed, left));
        return step;
    }

    /** Leaves a step out, for single ones do no harm. @throws UserError when there were too many in a row */
    private void lose(String what, float value) {
        learner.leaveOut();
        lost++;
        lostInARow++;
        if (lostInARow == HOPELESS) {
            throw new UserError(
                    "Training stopped at iteration " + iteration + ": the " + what + " is " + value
                            + ", and was not finite for " + HOPELESS + " iterations in a row.",
                    cure()
                            + (savedAt < 0
                                    ? "; no state was saved before."
                                    : "; the state of iteration " + savedAt
                                            + " is kept, and the next run goes on with it."));
        }
        // at 1, 2, 4, 8 ...: a case that is always lost would fill the screen
        if (Long.bitCount(lost) == 1) {
            listener.message("it " + iteration + ": the " + what + " is " + value + ", so this step is left out"
                    + (lost == 1 ? "" : " (" + lost + " so far)"));
        }
    }

    private String cure() {
        return "Lower the rate of the optimiser"
                + (settings.precision() == Precision.FLOAT32 ? "" : " or set the precision to FLOAT32");
    }

    private void validate() {
        if (task.validation().size() == 0 || validatedAt == iteration) {
            return;
        }
        validatedAt = iteration;
        listener.validating();
        learner.withAverage(() -> {
            Validation.Result result = task.validation().run();
            journal.validation(iteration, seconds, result);
            journal.draw();
            listener.message(line("mean", result.mean()));
            result.sets().forEach((set, values) -> listener.message("  " + line(set, values)));
            scores.add(result.score());
            listener.validated(seconds, result.score());
        });
        if (withoutBetter() == 0) {
            write(learner.result("best"), RunFolder.BEST, facts());
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
        Map<String, String> facts = facts();
        facts.put(SETTINGS, settings.config());
        facts.put("frozen", learner.frozen());
        write(learner.state("state"), RunFolder.STATE, facts);
        savedAt = iteration;
    }

    private void write(StateDict weights, String name, Map<String, String> facts) {
        Map<String, String> all = new TreeMap<>(task.metadata());
        all.putAll(facts);
        Checkpoints.writeSafetensors(weights, folder.resolve(name), all);
    }

    private void resume() {
        Path file = new RunFolder(folder).state();
        AtomicFiles.removeParts(folder);
        if (!Files.exists(file)) {
            return;
        }
        StateDict state = Checkpoints.read(file);
        List<ConfigChange> changes = changes(state, settings);
        if (!changes.stream().allMatch(ConfigChange::isAdjustment)) {
            ConfigChange.refuse(file, changes);
        }
        Map<String, String> facts = state.metadata();
        if (!facts.getOrDefault("frozen", learner.frozen()).equals(learner.frozen())) {
            throw new UserError(
                    file + " is of a run whose frozen weights were others.",
                    "Begin with the same weights, or delete it to begin anew.");
        }
        learner.restore(state);
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
        savedAt = iteration;
        listener.message("Going on after iteration " + iteration + ".");
        changes.forEach(change -> listener.message("  otherwise than before: " + change));
        if (!facts.containsKey(SETTINGS)) {
            listener.message("  " + file + " does not say by which config.");
        }
    }

    private static List<ConfigChange> changes(StateDict state, RunSettings settings) {
        String before = state.metadata().getOrDefault(SETTINGS, settings.config());
        return ConfigChange.between(before, settings.config());
    }

    @Override
    public void close() {
        learner.close();
    }
}
