package org.samovar.train.semantic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.method.Framing;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.medicosam.MedicoSam;
import org.samovar.method.medicosam.Unetr;
import org.samovar.nn.Weights;
import org.samovar.predict.semantic.SemanticNetworks;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.train.BatchQueue;
import org.samovar.train.StartWeights;
import org.samovar.train.Task;
import org.samovar.train.TrainingListener;
import org.samovar.train.Validation;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;
import org.samovar.train.objective.Objectives;
import org.samovar.train.objective.SemanticObjective;

/** A prompt-free system learns from patches of cases whose voxels have classes. */
public final class SemanticTask implements Task {
    /** The beginning of the keys of the network that a system builds on. */
    private static final String BACKBONE = "backbone.";
    /** The same of a decoder beside a published network. */
    private static final String DECODER = Unetr.DECODER + ".";

    private static final String DECODER_OUTPUTS = DECODER + "out_conv.";

    private final SemanticConfig config;
    private final SemanticSpec spec;
    private final PatchShape patch;
    private final SemanticObjective objective;
    private final Weights weights;
    private final List<Case> training;
    private final PatchDrawer drawer;
    private final SemanticValidation validation;

    private SemanticTask(SemanticConfig config, Optional<StateDict> start, Path datasets, TrainingListener listener) {
        this.config = config;
        Dataset dataset = Cases.open(datasets, config.data().set());
        this.spec = config.spec(Cases.classes(dataset));
        SemanticNetwork network = SemanticNetworks.of(spec);
        this.patch = network.patch();
        this.objective = Objectives.of(network);
        Cases cases = Cases.of(dataset, patch, network.intensities(), listener);
        this.training = framed(cases.read(Split.TRAIN, Integer.MAX_VALUE));
        List<Case> heldOut = cases.read(Split.VALIDATION, config.data().heldOut());
        listener.message(config.data().set() + ": " + training.size() + " cases to train on, " + heldOut.size()
                + " held out to choose the best weights by");
        dataset.unusable().values().forEach(why -> listener.message("  left out: " + why));
        requireClasses(listener);
        this.drawer = new PatchDrawer(
                patch,
                config.framing(),
                network.intensities(),
                config.augmentation(),
                config.data().foreground());
        this.validation = new SemanticValidation(
                network, spec, config.precision(), config.data().set(), heldOut);
        this.weights = StartWeights.of(
                config.system(),
                network.layer(),
                start.map(stored -> ofSystem(stored, network)),
                key -> !key.startsWith(BACKBONE),
                config.seed(),
                listener);
    }

    /**
     * Reads the data and makes the system.
     *
     * @param start weights to begin with: those of the backbone, or of a whole system that was trained before; random ones where empty
     * @param datasets folder with the dataset of the config
     * @throws UserError when data cannot be read, or are not of the kind that the system learns from
     */
    public static SemanticTask open(
            SemanticConfig config, Optional<StateDict> start, Path datasets, TrainingListener listener) {
        return new SemanticTask(config, start, datasets, listener);
    }

    /**
     * A published network's weights as part of a system; a system's as they are. Where a decoder that needs no prompts is beside the network,
     * MedicoSAM goes on with all of it but its outputs (paper 004, section 2.4).
     */
    private static StateDict ofSystem(StateDict stored, SemanticNetwork network) {
        if (SemanticSpec.find(stored.metadata()).isPresent()) {
            return stored;
        }
        return stored.without(network instanceof MedicoSam ? DECODER_OUTPUTS : DECODER)
                .renamed(key -> key.startsWith(DECODER) ? key : BACKBONE + key);
    }

    private List<Case> framed(List<Case> cases) {
        return config.framing() == Framing.WINDOWS
                ? cases
                : cases.stream()
                        .map(one -> one.resized(patch.height(), patch.width()))
                        .toList();
    }

    private void requireClasses(TrainingListener listener) {
        if (training.isEmpty()) {
            throw new UserError("The dataset " + config.data().set() + " has nothing to train on.");
        }
        List<String> names = spec.classes();
        List<String> empty = IntStream.rangeClosed(1, names.size())
                .filter(k -> training.stream().noneMatch(one -> one.has(k)))
                .mapToObj(k -> names.get(k - 1))
                .toList();
        if (empty.size() == names.size()) {
            throw new UserError("No case of the dataset " + config.data().set() + " has anything but background.");
        }
        if (!empty.isEmpty()) {
            listener.message("  no training case has " + String.join(", ", empty)
                    + (empty.size() == 1 ? ", so it will not be found" : ", so they will not be found"));
        }
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public boolean isTrained(String key) {
        return config.frozen().stream().noneMatch(key::startsWith);
    }

    @Override
    public Map<String, String> metadata() {
        return spec.metadata();
    }

    @Override
    public Validation validation() {
        return validation;
    }

    @Override
    public Lessons lessons(long firstIteration) {
        return new PatchLessons(firstIteration);
    }

    /** Batches of patches. */
    private final class PatchLessons implements Lessons {
        private final BatchQueue<PatchBatch> queue;

        PatchLessons(long firstIteration) {
            this.queue = new BatchQueue<>(config.data().threads(), firstIteration);
        }

        @Override
        public Lesson next(double share) throws InterruptedException {
            return queue.take(SemanticTask.this::prepare);
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    private PatchBatch prepare(long iteration) {
        SplittableRandom random = BatchQueue.random(config.seed(), iteration);
        int voxels = patch.depth() * patch.height() * patch.width();
        float[] values = new float[config.batch() * patch.modalities() * voxels];
        long[] classes = new long[config.batch() * voxels];
        for (int b = 0; b < config.batch(); b++) {
            Patch drawn = drawer.draw(training.get(random.nextInt(training.size())), random);
            System.arraycopy(drawn.values(), 0, values, b * drawn.values().length, drawn.values().length);
            for (int i = 0; i < voxels; i++) {
                classes[b * voxels + i] = drawn.classes()[i];
            }
        }
        return new PatchBatch(values, classes);
    }

    /** Patches (B, M, D, H, W) with the classes (B, D, H, W) of their voxels. */
    private final class PatchBatch implements Lesson {
        private final float[] values;
        private final long[] classes;

        PatchBatch(float[] values, long[] classes) {
            this.values = values;
            this.classes = classes;
        }

        @Override
        public int images() {
            return config.batch();
        }

        @Override
        public int size() {
            return patch.width();
        }

        @Override
        public Tensor loss(SplittableRandom random) {
            int b = config.batch();
            return objective.loss(
                    Tensors.of(values, b, patch.modalities(), patch.depth(), patch.height(), patch.width()),
                    Tensors.of(classes, b, patch.depth(), patch.height(), patch.width()),
                    random);
        }
    }
}
