package org.samovar.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.method.medicosam.Unetr;
import org.samovar.model.InputRule;
import org.samovar.model.PromptableNetwork;
import org.samovar.nn.Weights;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Tensor;
import org.samovar.train.augment.Scene;
import org.samovar.train.augment.SceneCutter;
import org.samovar.train.augment.TrainingImage;

/**
 * A promptable network and a decoder beside it learn in turns (paper 004, section 2.2; micro-sam, {@code JointSamTrainer}). A turn of one
 * does not move the weights that only the other one uses.
 */
public final class JointTask implements Task {
    private static final String DECODER = Unetr.DECODER + ".";

    private static final String OUTPUTS = DECODER + "out_conv.";
    /** Where the weights are that a decoder's loss depends on, beside its own. */
    private static final String ENCODER = "image_encoder.";
    /** Held-out images that are taken of a dataset. */
    private static final int HELD_OUT = 16;

    private final TrainConfig config;
    private final JointConfig.Decoder decoder;
    private final PromptedTask prompted;
    private final Map<String, String> metadata;
    private final DecoderObjective objective;
    private final SceneCutter cutter;
    private final InputRule rule;
    private final Validation validation;

    private JointTask(
            JointConfig config,
            Networks.Untrained untrained,
            Optional<StateDict> start,
            Path datasets,
            TrainingListener listener) {
        PromptableNetwork network = untrained.network();
        this.config = config.prompted();
        this.decoder = config.decoder();
        Unetr both = new Unetr(
                network,
                untrained.network().width(),
                decoder.features(),
                decoder.aim().outputs());
        PromptedTask.Whole whole = new PromptedTask.Whole(both, List.of(DECODER, OUTPUTS));
        this.prompted = new PromptedTask(this.config, untrained, whole, start.map(this::fitting), datasets, listener);
        this.metadata = new TreeMap<>(untrained.metadata());
        if (decoder.aim() == DecoderAim.INSTANCES) {
            metadata.putAll(decoder.spec().metadata());
            requireInstances(prompted.data());
        }
        this.objective = new DecoderObjective(both, decoder.aim());
        this.cutter = new SceneCutter(decoder.view(), decoder.input());
        this.rule = network.input();
        Validation own = new DecoderValidation(objective, decoder.aim(), heldOut(prompted.data()));
        this.validation = decoder.share() == 1 ? own : new JoinedValidation(List.of(prompted.validation(), own));
    }

    /**
     * Reads the data and makes the network.
     *
     * @param start weights to begin with; what of the decoder is not stored is random, everything is where empty
     * @param datasets folder with one folder for each dataset of the config
     * @throws UserError when data or weights cannot be read
     */
    public static JointTask open(
            JointConfig config, Optional<StateDict> start, Path datasets, TrainingListener listener) {
        return open(config, Networks.of(config.prompted().network()), start, datasets, listener);
    }

    static JointTask open(
            JointConfig config,
            Networks.Untrained network,
            Optional<StateDict> start,
            Path datasets,
            TrainingListener listener) {
        return new JointTask(config, network, start, datasets, listener);
    }

    /** Stored weights without the outputs of a decoder that found something else. */
    private StateDict fitting(StateDict stored) {
        boolean isSame = stored.find(OUTPUTS + "weight")
                .filter(tensor -> tensor.size(0) == decoder.aim().outputs())
                .isPresent();
        return isSame ? stored : stored.without(OUTPUTS);
    }

    private static void requireInstances(TrainingData data) {
        Stream.concat(data.training().stream(), data.validation().stream())
                .filter(set -> set.images().stream().anyMatch(image -> image.rest() == TrainingImage.Rest.UNKNOWN))
                .findFirst()
                .ifPresent(set -> {
                    throw new UserError(
                            "The dataset " + set.name()
                                    + " does not say that each of its objects has an id of its own.",
                            "A decoder learns instances from datasets of the kind `instances` that are complete.");
                });
    }

    private Map<String, List<DecoderBatch>> heldOut(TrainingData data) {
        Map<String, List<DecoderBatch>> out = new LinkedHashMap<>();
        for (TrainingData.ImageSet set : data.validation()) {
            int all = set.images().size();
            int taken = Math.min(HELD_OUT, all);
            out.put(
                    set.name(),
                    IntStream.range(0, taken)
                            .mapToObj(i -> cutter.middle(set.images().get((2 * i + 1) * all / (2 * taken))))
                            .map(scene -> DecoderBatch.of(List.of(scene), rule, decoder.aim()))
                            .toList());
        }
        return out;
    }

    @Override
    public Weights weights() {
        return prompted.weights();
    }

    @Override
    public boolean isTrained(String key) {
        return prompted.isTrained(key);
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
        return new Turns(firstIteration);
    }

    /** Lessons of both. */
    private final class Turns implements Lessons {
        private final Lessons prompts;
        private final BatchQueue<DecoderBatch> scenes;
        private long iteration;

        Turns(long firstIteration) {
            long before = decoder.turns(firstIteration);
            this.prompts = prompted.lessons(firstIteration - before);
            this.scenes = new BatchQueue<>(config.data().threads(), before);
            this.iteration = firstIteration;
        }

        @Override
        public Lesson next(double share) throws InterruptedException {
            return decoder.hasTurn(iteration++)
                    ? new DecoderLesson(scenes.take(JointTask.this::prepare))
                    : new PromptedTurn(prompts.next(share));
        }

        @Override
        public void close() {
            prompts.close();
            scenes.close();
        }
    }

    private DecoderBatch prepare(long turn) {
        SplittableRandom random = BatchQueue.random(config.seed() + 1, turn);
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < config.batch(); i++) {
            scenes.add(cutter.draw(prompted.data().image(random), random));
        }
        return DecoderBatch.of(scenes, rule, decoder.aim());
    }

    private final class DecoderLesson implements Lesson {
        private final DecoderBatch batch;

        DecoderLesson(DecoderBatch batch) {
            this.batch = batch;
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
        public boolean moves(String key) {
            return key.startsWith(DECODER) || key.startsWith(ENCODER);
        }

        @Override
        public Tensor loss(SplittableRandom random) {
            return objective.of(batch, Statistics.BATCH);
        }
    }

    /** A lesson of prompts, which the decoder has no part in. */
    private record PromptedTurn(Lesson lesson) implements Lesson {
        @Override
        public int images() {
            return lesson.images();
        }

        @Override
        public int size() {
            return lesson.size();
        }

        @Override
        public boolean moves(String key) {
            return !key.startsWith(DECODER);
        }

        @Override
        public Tensor loss(SplittableRandom random) {
            return lesson.loss(random);
        }
    }
}
