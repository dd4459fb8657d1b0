package org.samovar.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.samovar.model.PromptableNetwork;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.train.schedule.Schedule;

/**
 * Trains a promptable network from a config, within a budget of time.
 *
 * <p>Writes to its folder: {@code state.safetensors} (everything that going on needs; a run that finds it goes on),
 * {@code best.safetensors} (the averaged weights with the best validation so far; the last ones where nothing is held out), {@code last.safetensors} (the averaged weights at the
 * end), {@code training.csv} and {@code validation.csv} with their picture {@code curve.png}.
 */
public final class Trainer implements AutoCloseable {
    private static final int REPORT_EVERY = 50;
    private static final double REMEMBERED = 0.98;

    private final TrainConfig config;
    private final Path folder;
    private final TrainingListener listener;
    private final TrainingData data;
    private final PromptableNetwork network;
    private final Map<String, String> metadata;
    private final InteractiveObjective images;
    private final Optional<ClipObjective> clips;
    private final Learner learner;
    private final Schedule schedule;
    private final Validation validation;
    private final Journal journal;

    private long iteration;
    private double seconds;
    private double bestScore = -1;
    private long bestIteration;
    private int withoutBetter;
    private long validatedAt = -1;
    private double meanLoss = Double.NaN;

    Trainer(
            TrainConfig config,
            Networks.Untrained untrained,
            Optional<StateDict> start,
            Path datasets,
            Path folder,
            TrainingListener listener) {
        this.config = config;
        this.folder = folder;
        this.listener = listener;
        this.network = untrained.network();
        this.metadata = untrained.metadata();
        this.images = new InteractiveObjective(network, config.loss());
        this.clips = untrained.frameStep().map(step -> new ClipObjective(network, step, config.loss()));
        this.learner = new Learner(network.layer(), start, config);
        listener.message(learner.describe());
        this.data = TrainingData.read(datasets, config, listener);
        this.schedule = config.optimiser().factors();
        this.validation = validation();
        resume();
        this.journal = new Journal(folder, iteration, validation.columns());
    }

    /** By what the last stage learns from: images, clips or both. */
    private Validation validation() {
        TrainConfig.Stage last = config.stages().get(config.stages().size() - 1);
        List<Validation> parts = new ArrayList<>();
        if (last.clips().share() < 1) {
            parts.add(new ImageValidation(
                    network,
                    data,
                    Collections.max(last.sizes()),
                    last.denseShare() > 0 ? PromptBatch.Drawing.DRAWN : PromptBatch.Drawing.TOKENS_ONLY));
        }
        if (last.clips().share() > 0) {
            parts.add(new ClipValidation(
                    clips(), data, last, network.input(), config.data().syntheticShare()));
        }
        return parts.size() == 1 ? parts.get(0) : new JoinedValidation(parts);
    }

    private ClipObjective clips() {
        return clips.orElseThrow(() -> new UserError(
                "The network " + config.network() + " has no memory, so it cannot learn from clips.",
                "Set the share of clips to 0 in all stages of the config."));
    }

    /**
     * Reads the data and gets ready, going on with the state in the folder if there is one.
     *
     * @param start weights to begin with; random ones where empty
     * @param datasets folder with one folder for each dataset of the config
     * @param folder where everything is written
     * @throws UserError when data, weights or state cannot be read
     */
    public static Trainer open(
            TrainConfig config, Optional<StateDict> start, Path datasets, Path folder, TrainingListener listener) {
        Networks.Untrained network = Networks.of(config.network());
        return new Trainer(config, network, start, datasets, folder, listener);
    }

    /** Trains until the budget is used, validation stops improving, or the thread is interrupted; then saves. */
    public void run() {
        try (BatchQueue queue = new BatchQueue(data, config, network.input(), iteration)) {
            double nextValidation = nextAfter(config.validateMinutes());
            double nextSave = nextAfter(config.saveMinutes());
            while (share() < 1 && !isStale()) {
                long start = System.nanoTime();
                iterate(queue);
                seconds += (System.nanoTime() - start) / 1e9;
                if (seconds >= nextValidation) {
                    validate();
                    nextValidation = nextAfter(config.validateMinutes());
                }
                if (seconds >= nextSave) {
                    save();
                    nextSave = nextAfter(config.saveMinutes());
                }
            }
            validate();
        } catch (InterruptedException e) {
            listener.message("Interrupted at iteration " + iteration + "; the state is saved.");
            Thread.currentThread().interrupt();
        }
        save();
        write(learner.result("last"), "last.safetensors", facts());
        if (validation.size() == 0) {
            write(learner.result("best"), "best.safetensors", facts());
        }
    }

    private double nextAfter(double minutes) {
        return (Math.floor(seconds / (minutes * 60)) + 1) * minutes * 60;
    }

    private double share() {
        return config.share(seconds, iteration);
    }

    private boolean isStale() {
        return config.patience() > 0 && withoutBetter >= config.patience();
    }

    private void iterate(BatchQueue queue) throws InterruptedException {
        long start = System.nanoTime();
        double share = share();
        TrainConfig.Stage stage = config.stage(share);
        TrainingBatch batch = queue.take(stage);
        SplittableRandom random = new SplittableRandom(config.seed() ^ 0x5DEECE66DL * (iteration + 1)).split();
        double rate = config.optimiser().rate() * schedule.factor(iteration, share);
        float loss;
        float norm;
        try (Scope scope = Scope.training(config.precision())) {
            Tensor total = loss(batch, stage, random);
            loss = total.item();
            requireFinite(loss, "loss");
            Autograd.backward(total);
            norm = learner.step(rate, iteration);
            requireFinite(norm, "gradient");
        }
        iteration++;
        meanLoss = Double.isNaN(meanLoss) ? loss : REMEMBERED * meanLoss + (1 - REMEMBERED) * loss;
        double speed = batch.images() / ((System.nanoTime() - start) / 1e9);
        double left = share == 0 ? config.minutes() * 60 : seconds * (1 - share) / share;
        listener.progress(new TrainingListener.Progress(iteration, share, meanLoss, speed, left));
        if (iteration % REPORT_EVERY == 0) {
            journal.training(iteration, seconds, batch.size(), rate, meanLoss, norm, speed);
        }
    }

    private Tensor loss(TrainingBatch batch, TrainConfig.Stage stage, SplittableRandom random) {
        return batch instanceof ClipBatch frames
                ? clips().of(frames, stage, random)
                : images.of((Batch) batch, stage, random);
    }

    private void requireFinite(float value, String what) {
        if (!Float.isFinite(value)) {
            throw new UserError(
                    "Training stopped at iteration " + iteration + ": the " + what + " is " + value + ".",
                    "Lower the learning rate, or train in float32; the last saved state is still good.");
        }
    }

    private void validate() {
        if (validation.size() == 0 || validatedAt == iteration) {
            return;
        }
        validatedAt = iteration;
        learner.withAverage(() -> {
            Validation.Result result = validation.run();
            journal.validation(iteration, seconds, result);
            journal.draw();
            listener.message(line("mean", result.mean()));
            result.sets().forEach((set, values) -> listener.message("  " + line(set, values)));
            if (result.score() > bestScore) {
                bestScore = result.score();
                bestIteration = iteration;
                withoutBetter = 0;
            } else {
                withoutBetter++;
            }
        });
        if (bestIteration == iteration) {
            write(learner.result("best"), "best.safetensors", facts());
        }
    }

    private String line(String what, List<Double> values) {
        List<String> columns = validation.columns();
        String scores = IntStream.range(0, columns.size())
                .filter(i -> !values.get(i).isNaN())
                .mapToObj(i -> String.format(Locale.ROOT, "%s %.3f", columns.get(i), values.get(i)))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "it %d %.1f min %s: %s", iteration, seconds / 60, what, scores);
    }

    private Map<String, String> facts() {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("config", config.name());
        out.put("iteration", Long.toString(iteration));
        out.put("seconds", Double.toString(seconds));
        out.put("best_score", Double.toString(bestScore));
        out.put("best_iteration", Long.toString(bestIteration));
        out.put("without_better", Integer.toString(withoutBetter));
        out.put("mean_loss", Double.toString(meanLoss));
        return out;
    }

    private void save() {
        write(learner.state("state"), "state.safetensors", facts());
    }

    private void write(StateDict weights, String name, Map<String, String> facts) {
        Map<String, String> all = new TreeMap<>(metadata);
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
            bestScore = Double.parseDouble(facts.getOrDefault("best_score", ""));
            bestIteration = Long.parseLong(facts.getOrDefault("best_iteration", ""));
            withoutBetter = Integer.parseInt(facts.getOrDefault("without_better", ""));
            meanLoss = Double.parseDouble(facts.getOrDefault("mean_loss", ""));
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
