package org.samovar.train.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.geometry.UserError;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.method.sam2sgp.SgpConfig;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.nn.Weights;
import org.samovar.nn.adapt.Additions;
import org.samovar.predict.semantic.Backbones;
import org.samovar.predict.support.SupportSettings;
import org.samovar.predict.support.SupportSpec;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Tensor;
import org.samovar.train.BatchQueue;
import org.samovar.train.StartWeights;
import org.samovar.train.Task;
import org.samovar.train.TrainingListener;
import org.samovar.train.Validation;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;

/** SAM2-SGP learns from episodes. */
public final class SupportTask implements Task {
    private static final String BACKBONE = "backbone.";

    private final SupportConfig config;
    private final SupportSpec spec;
    private final Sam2Sgp network;
    private final SupportObjective objective;
    private final EpisodeDrawer drawer;
    private final SupportValidation validation;
    private final Weights weights;

    private SupportTask(
            SupportConfig config,
            SupportSpec spec,
            Optional<StateDict> start,
            Path datasets,
            TrainingListener listener) {
        this.config = config;
        this.spec = spec;
        this.network = new Sam2Sgp(spec.network());
        this.objective = new SupportObjective(network, config);
        List<Group> training = new ArrayList<>();
        List<Group> heldOut = new ArrayList<>();
        for (String set : config.data().sets()) {
            read(Dataset.open(datasets.resolve(set)).forTraining(), training, heldOut, listener);
        }
        if (training.isEmpty()) {
            throw new UserError("There is nothing to train on: in "
                    + String.join(", ", config.data().sets()) + " no two images or volumes show the same class.");
        }
        this.drawer = new EpisodeDrawer(config, network.input(), training);
        SupportSettings settings = SupportSettings.of(config.episode().neighbours())
                .withSlices(config.episode().memory(), config.episode().eviction())
                .on(config.precision(), ComputeDevice.CPU);
        this.validation = new SupportValidation(network, settings, training, heldOut);
        this.weights = StartWeights.of(
                "SAM2-SGP",
                network,
                start.map(this::ofNetwork),
                key -> !key.startsWith(BACKBONE),
                config.seed(),
                listener);
    }

    /**
     * Reads the data and makes the network.
     *
     * @param start weights to begin with: those of the backbone, or of a whole network that was trained before; random ones where empty
     * @param datasets folder with the datasets of the config
     * @throws UserError when data cannot be read, or show no class twice
     */
    public static SupportTask open(
            SupportConfig config, Optional<StateDict> start, Path datasets, TrainingListener listener) {
        return new SupportTask(config, spec(config), start, datasets, listener);
    }

    static SupportTask open(
            SupportConfig config,
            Sam2Config backbone,
            Optional<StateDict> start,
            Path datasets,
            TrainingListener listener) {
        return new SupportTask(config, spec(config, backbone), start, datasets, listener);
    }

    /** The network that a config describes. @throws UserError when its backbone is none, or has no memory */
    static SupportSpec spec(SupportConfig config) {
        return spec(config, backbone(config.backbone()));
    }

    private static SupportSpec spec(SupportConfig config, Sam2Config backbone) {
        SupportConfig.Parts parts = config.parts();
        SgpConfig network = new SgpConfig(
                backbone.withImageSize(config.size()),
                parts.loraRank(),
                parts.pseudoMask(),
                parts.refinement(),
                parts.supportMasks());
        return new SupportSpec(network, config.episode().neighbours());
    }

    private static Sam2Config backbone(String name) {
        if (Backbones.of(name).apply(Additions.none()) instanceof Sam2 sam2) {
            return sam2.config();
        }
        throw new UserError(
                "SAM2-SGP cannot build on '" + name + "', which has no memory.", "Take one of the SAM 2 family.");
    }

    /** A whole network as it is; a backbone with what begins as parts of it. */
    private StateDict ofNetwork(StateDict stored) {
        if (SupportSpec.find(stored.metadata()).isPresent()) {
            return stored;
        }
        List<StoredTensor> all = new ArrayList<>();
        StateDict backbone = stored.renamed(key -> BACKBONE + key);
        backbone.keys().forEach(key -> all.add(backbone.get(key)));
        network.parameters().keySet().forEach(key -> Sam2Sgp.beginsAs(key)
                .filter(stored::contains)
                .ifPresent(like -> all.add(stored.get(like).renamed(key))));
        return StateDict.of(stored.origin(), all, stored.metadata());
    }

    private void read(Dataset dataset, List<Group> training, List<Group> heldOut, TrainingListener listener) {
        List<Group> own = Groups.read(dataset, Split.TRAIN, Integer.MAX_VALUE, listener);
        List<Group> held = Groups.read(dataset, Split.VALIDATION, config.data().heldOut(), listener);
        listener.message(dataset.info().name() + ": " + count(own) + " images or volumes to train on, " + count(held)
                + " held out to choose the best weights by");
        dataset.unusable().values().forEach(why -> listener.message("  left out: " + why));
        own.forEach(group -> tellOfLonely(group, listener));
        own.stream().filter(group -> !group.learnable().isEmpty()).forEach(training::add);
        heldOut.addAll(held);
    }

    /** What fewer than two cases show has no example. */
    private static void tellOfLonely(Group group, TrainingListener listener) {
        List<Integer> learnable = group.learnable();
        String lonely = IntStream.rangeClosed(1, group.classes().size())
                .filter(k -> !learnable.contains(k))
                .mapToObj(k -> group.classes().get(k - 1))
                .collect(Collectors.joining(", "));
        if (!lonely.isEmpty()) {
            listener.message("  no two training cases of " + group.name() + " show " + lonely
                    + ", so nothing is learned from it");
        }
    }

    private static int count(List<Group> groups) {
        return groups.stream().mapToInt(group -> group.cases().size()).sum();
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public boolean isTrained(String key) {
        return network.trains(key);
    }

    @Override
    public Map<String, String> metadata() {
        return new TreeMap<>(spec.metadata());
    }

    @Override
    public Validation validation() {
        return validation;
    }

    @Override
    public Lessons lessons(long firstIteration) {
        return new Episodes(firstIteration);
    }

    private final class Episodes implements Lessons {
        private final BatchQueue<Drawn> queue;

        Episodes(long firstIteration) {
            this.queue = new BatchQueue<>(config.data().threads(), firstIteration);
        }

        @Override
        public Lesson next(double share) throws InterruptedException {
            return queue.take(iteration ->
                    new Drawn(drawer.draw(BatchQueue.random(config.seed(), iteration)), iteration / config.epoch()));
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    private final class Drawn implements Lesson {
        private final Episode episode;
        private final long epoch;

        Drawn(Episode episode, long epoch) {
            this.episode = episode;
            this.epoch = epoch;
        }

        @Override
        public int images() {
            return episode.images() * episode.slices();
        }

        @Override
        public int size() {
            return episode.side();
        }

        @Override
        public Tensor loss(SplittableRandom random) {
            return objective.of(episode, SupportLoss.weight(epoch), random);
        }
    }
}
