package org.samovar.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.model.PromptableNetwork;
import org.samovar.nn.Layer;
import org.samovar.nn.Weights;
import org.samovar.tensor.Tensor;
import org.samovar.train.augment.Augmenter;
import org.samovar.train.augment.ClipSample;
import org.samovar.train.augment.Shot;
import org.samovar.train.augment.TrainingSample;

/** A network that answers prompts learns from images, from clips, or from both in turn. */
final class PromptedTask implements Task {
    private final TrainConfig config;
    private final PromptableNetwork network;
    private final Map<String, String> metadata;
    private final Weights weights;
    private final TrainingData data;
    private final InteractiveObjective images;
    private final Optional<ClipObjective> clips;
    private final Validation validation;

    /**
     * @param start weights to begin with; random ones where empty
     * @param datasets folder with one folder for each dataset of the config
     */
    PromptedTask(
            TrainConfig config,
            Networks.Untrained untrained,
            Optional<StateDict> start,
            Path datasets,
            TrainingListener listener) {
        this(config, untrained, new Whole(untrained.network().layer(), List.of()), start, datasets, listener);
    }

    /**
     * What a network is part of.
     *
     * @param layer all that is trained
     * @param others beginnings of the keys of what is beside the network, random where it is not stored
     */
    record Whole(Layer layer, List<String> others) {
        Whole {
            others = List.copyOf(others);
        }
    }

    /** @param whole the network with what learns beside it */
    PromptedTask(
            TrainConfig config,
            Networks.Untrained untrained,
            Whole whole,
            Optional<StateDict> start,
            Path datasets,
            TrainingListener listener) {
        this.config = config;
        this.network = untrained.network();
        this.metadata = untrained.metadata();
        this.images = new InteractiveObjective(network, config.loss());
        this.clips = untrained.frameStep().map(step -> new ClipObjective(network, step, config.loss()));
        this.data = TrainingData.read(datasets, config, listener);
        this.validation = validationOfLastStage();
        // a part that is to be trained and of which nothing is stored is new
        List<String> newParts = Stream.concat(config.trainable().stream(), whole.others.stream())
                .filter(prefix ->
                        start.stream().flatMap(s -> s.keys().stream()).noneMatch(key -> key.startsWith(prefix)))
                .toList();
        this.weights = StartWeights.of(
                config.network(),
                whole.layer,
                start,
                key -> newParts.stream().anyMatch(key::startsWith),
                config.seed(),
                listener);
    }

    /** By what the last stage learns from: images, clips or both. */
    private Validation validationOfLastStage() {
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

    /** What it learns from. */
    TrainingData data() {
        return data;
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public boolean isTrained(String key) {
        return config.trainable().stream().anyMatch(key::startsWith);
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public Validation validation() {
        return validation;
    }

    @Override
    public Lessons lessons(long firstIteration) {
        return new PromptedLessons(firstIteration);
    }

    /** Batches of images and clips as the stages want them. */
    private final class PromptedLessons implements Lessons {
        private final BatchQueue<TrainingBatch> queue;

        PromptedLessons(long firstIteration) {
            this.queue = new BatchQueue<>(config.data().threads(), firstIteration);
        }

        @Override
        public Lesson next(double share) throws InterruptedException {
            TrainConfig.Stage stage = config.stage(share);
            return new PromptedLesson(queue.take(iteration -> prepare(stage, iteration)), stage);
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    private TrainingBatch prepare(TrainConfig.Stage stage, long iteration) {
        SplittableRandom random = BatchQueue.random(config.seed(), iteration);
        return random.split().nextDouble() < stage.clips().share()
                ? clipBatch(stage, random)
                : imageBatch(stage, random);
    }

    private TrainingBatch clipBatch(TrainConfig.Stage stage, SplittableRandom random) {
        TrainConfig.Clips wanted = stage.clips();
        Shot.Kind kind = data.clips().kind(wanted, random);
        int size = size(stage, random);
        List<ClipSample> samples = new ArrayList<>();
        for (int i = 0; i < config.batch(); i++) {
            samples.add(data.clips().sample(kind, wanted, size, random));
        }
        return ClipBatch.of(samples, network.input());
    }

    private TrainingBatch imageBatch(TrainConfig.Stage stage, SplittableRandom random) {
        Augmenter augmenter = new Augmenter(stage.views(), config.objects());
        int size = size(stage, random);
        List<TrainingSample> samples = new ArrayList<>();
        for (int i = 0; i < config.batch(); i++) {
            samples.add(data.sample(augmenter, size, random));
        }
        return Batch.of(samples, network.input());
    }

    private static int size(TrainConfig.Stage stage, SplittableRandom random) {
        return stage.sizes().get(random.nextInt(stage.sizes().size()));
    }

    /** A batch with the stage that it is learned in, which may be the one after that it was prepared for. */
    private final class PromptedLesson implements Lesson {
        private final TrainingBatch batch;
        private final TrainConfig.Stage stage;

        PromptedLesson(TrainingBatch batch, TrainConfig.Stage stage) {
            this.batch = batch;
            this.stage = stage;
        }

        @Override
        public int images() {
            return batch.images();
        }

        @Override
        public int size() {
            return batch.size();
        }

        @Override
        public Tensor loss(SplittableRandom random) {
            return batch instanceof ClipBatch frames
                    ? clips().of(frames, stage, random)
                    : images.of((Batch) batch, stage, random);
        }
    }
}
