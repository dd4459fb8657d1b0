package org.samovar.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.LoadedSemantic;
import org.samovar.catalog.LoadedSupport;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.ModelStore;
import org.samovar.catalog.Models;
import org.samovar.checkpoint.StateDict;
import org.samovar.evaluate.PromptKind;
import org.samovar.evaluate.semantic.ClassSegmenter;
import org.samovar.evaluate.semantic.NetworkClasses;
import org.samovar.evaluate.semantic.PromptedClasses;
import org.samovar.evaluate.support.SupportClasses;
import org.samovar.geometry.UserError;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.predict.semantic.SemanticSegmenter;
import org.samovar.predict.support.SupportSettings;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.samovar.train.ConfigFile;
import org.samovar.train.JointConfig;
import org.samovar.train.JointTask;
import org.samovar.train.RunSettings;
import org.samovar.train.TrainConfig;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;
import org.samovar.train.semantic.SemanticConfig;
import org.samovar.train.semantic.SemanticConfigFile;
import org.samovar.train.semantic.SemanticTask;
import org.samovar.train.support.SupportConfig;
import org.samovar.train.support.SupportConfigFile;
import org.samovar.train.support.SupportTask;

/** A training config of any kind, ready to be run. */
sealed interface TrainingPlan {
    /** What configs call the number of images or patches of a step. */
    String BATCH = "batch";

    /**
     * Reads a config.
     *
     * @param config a file, or the name of a config that comes with Samovar
     * @throws org.samovar.geometry.UserError naming what is missing or wrong
     */
    static TrainingPlan read(Path config) {
        return of(json(config), config.toString());
    }

    /**
     * Reads a config, and takes another number of images or patches for each step.
     *
     * @throws org.samovar.geometry.UserError as {@link #read(Path)}, and for a config without a batch
     */
    static TrainingPlan read(Path config, int batch) {
        JsonObject json = json(config);
        if (!json.has(BATCH)) {
            throw new UserError(config + " has no batch that could be another: its steps are episodes.");
        }
        json.addProperty(BATCH, batch);
        return of(json, config.toString());
    }

    private static JsonObject json(Path config) {
        List<String> included = Stream.of(
                        ConfigFile.INCLUDED,
                        JointConfig.INCLUDED,
                        SemanticConfigFile.INCLUDED,
                        SupportConfigFile.INCLUDED)
                .flatMap(List::stream)
                .toList();
        return ConfigFile.json(config, included);
    }

    /**
     * A config that was read.
     *
     * @param origin what messages call it
     * @throws org.samovar.geometry.UserError naming what is missing or wrong
     */
    static TrainingPlan of(JsonObject json, String origin) {
        if (SemanticConfigFile.describes(json)) {
            return new Semantic(SemanticConfigFile.read(json, origin));
        } else if (SupportConfigFile.describes(json)) {
            return new Support(SupportConfigFile.read(json, origin));
        }
        return JointConfig.describes(json)
                ? new Joint(JointConfig.read(json, origin))
                : new Prompted(ConfigFile.read(json, origin));
    }

    /**
     * Reads the data and gets ready.
     *
     * @param start a name of the catalog or a file with weights to begin with, instead of those that the config names
     * @param datasets folder that holds the datasets of the config
     * @param folder where everything is written
     */
    default Trainer open(Optional<String> start, Path datasets, Path folder, TrainingListener listener) {
        return begin(start.or(this::startingWeights).map(TrainingPlan::weights), datasets, folder, listener);
    }

    /** The same with weights that were read; random ones where empty. */
    Trainer begin(Optional<StateDict> start, Path datasets, Path folder, TrainingListener listener);

    /** The name of the weights that the config begins with, if any. */
    Optional<String> startingWeights();

    /** What the loop needs to know. */
    RunSettings run();

    /** What the config calls itself. */
    default String name() {
        return run().name();
    }

    /** The same for another dataset. */
    TrainingPlan on(String set);

    /** The same for so many minutes. */
    TrainingPlan within(double minutes);

    /** Whether what is trained takes prompts. */
    default boolean takesPrompts() {
        return false;
    }

    /** What was trained, from its file, ready to be prompted; only of what takes prompts. */
    default LoadedModel prompted(Path weights) {
        throw new IllegalStateException(name() + " takes no prompts");
    }

    /** What was trained, from its file, ready to find the classes of a dataset. */
    Trained trained(Path weights, Dataset dataset);

    /**
     * A trained system; closing it frees the weights.
     *
     * @param others by name, the same weights used otherwise: stopped after an earlier step, or with fewer examples
     */
    record Trained(ClassSegmenter segmenter, Map<String, ClassSegmenter> others, Runnable end)
            implements AutoCloseable {
        static Trained of(ClassSegmenter segmenter, Runnable end) {
            return new Trained(segmenter, Map.of(), end);
        }

        @Override
        public void close() {
            end.run();
        }
    }

    static StateDict weights(String name) {
        return ModelSource.find(name, ModelStore.standard()).read();
    }

    /** A network that answers prompts. */
    record Prompted(TrainConfig config) implements TrainingPlan {
        @Override
        public Trainer begin(Optional<StateDict> start, Path datasets, Path folder, TrainingListener listener) {
            return Trainer.open(config, start, datasets, folder, listener);
        }

        @Override
        public Optional<String> startingWeights() {
            return config.weights();
        }

        @Override
        public RunSettings run() {
            return config.run();
        }

        @Override
        public TrainingPlan on(String set) {
            return new Prompted(config.on(List.of(set)));
        }

        @Override
        public TrainingPlan within(double minutes) {
            return new Prompted(config.within(config.run().budget().within(minutes)));
        }

        @Override
        public boolean takesPrompts() {
            return true;
        }

        @Override
        public LoadedModel prompted(Path weights) {
            return Models.open(weights.toString(), DeviceChoice.AUTO, Precision.FLOAT32);
        }

        @Override
        public Trained trained(Path weights, Dataset dataset) {
            LoadedModel loaded = prompted(weights);
            return Trained.of(
                    new PromptedClasses(
                            name(),
                            Map.of("prompt", PromptKind.BOX.toString()),
                            PromptKind.BOX,
                            dataset.info(),
                            loaded::session,
                            slices -> loaded.session(slices, loaded.volumeSettings())),
                    loaded::close);
        }
    }

    /** A network that answers prompts with a decoder that takes none. */
    record Joint(JointConfig config) implements TrainingPlan {
        @Override
        public Trainer begin(Optional<StateDict> start, Path datasets, Path folder, TrainingListener listener) {
            JointTask task = JointTask.open(config, start, datasets, listener);
            return Trainer.open(task, run(), folder, listener);
        }

        @Override
        public Optional<String> startingWeights() {
            return config.prompted().weights();
        }

        @Override
        public RunSettings run() {
            return config.run();
        }

        @Override
        public TrainingPlan on(String set) {
            return with(config.prompted().on(List.of(set)));
        }

        @Override
        public TrainingPlan within(double minutes) {
            TrainConfig prompted = config.prompted();
            return with(prompted.within(prompted.run().budget().within(minutes)));
        }

        private Joint with(TrainConfig prompted) {
            return new Joint(new JointConfig(prompted, config.decoder()));
        }

        @Override
        public boolean takesPrompts() {
            return true;
        }

        @Override
        public LoadedModel prompted(Path weights) {
            return new Prompted(config.prompted()).prompted(weights);
        }

        /** Classes are found by prompts; what the decoder finds are objects. */
        @Override
        public Trained trained(Path weights, Dataset dataset) {
            return new Prompted(config.prompted()).trained(weights, dataset);
        }
    }

    /** A system that takes no prompts. */
    record Semantic(SemanticConfig config) implements TrainingPlan {
        @Override
        public Trainer begin(Optional<StateDict> start, Path datasets, Path folder, TrainingListener listener) {
            SemanticTask task = SemanticTask.open(config, start, datasets, listener);
            return Trainer.open(task, run(), folder, listener);
        }

        @Override
        public Optional<String> startingWeights() {
            return config.startingWeights();
        }

        @Override
        public RunSettings run() {
            return config.run();
        }

        @Override
        public TrainingPlan on(String set) {
            return new Semantic(config.on(set));
        }

        @Override
        public TrainingPlan within(double minutes) {
            return new Semantic(config.within(config.budget().within(minutes)));
        }

        @Override
        public Trained trained(Path weights, Dataset dataset) {
            LoadedSemantic loaded = Models.openSemantic(weights.toString(), DeviceChoice.AUTO, Precision.FLOAT32);
            List<SemanticSegmenter> steps = loaded.steps(Mirroring.NONE);
            int last = steps.size() - 1;
            Map<String, ClassSegmenter> earlier = new LinkedHashMap<>();
            for (int step = 0; step < last; step++) {
                String label = name() + ", step " + step;
                earlier.put(label, classes(label, steps.get(step), loaded, dataset));
            }
            return new Trained(classes(name(), steps.get(last), loaded, dataset), earlier, loaded::close);
        }

        private static ClassSegmenter classes(
                String label, SemanticSegmenter segmenter, LoadedSemantic loaded, Dataset dataset) {
            return new NetworkClasses(label, segmenter, loaded.spec().classes(), dataset.info(), Map.of());
        }
    }

    /** A network that takes support sets. It is measured with one volume of the training split, or some of its images of each class. */
    record Support(SupportConfig config) implements TrainingPlan {
        /** Images of each class; all but the first set are shown beside it. */
        private static final List<Integer> IMAGES = List.of(16, 8, 4, 2, 1);

        @Override
        public Trainer begin(Optional<StateDict> start, Path datasets, Path folder, TrainingListener listener) {
            SupportTask task = SupportTask.open(config, start, datasets, listener);
            return Trainer.open(task, run(), folder, listener);
        }

        @Override
        public Optional<String> startingWeights() {
            return config.startingWeights();
        }

        @Override
        public RunSettings run() {
            return config.run();
        }

        @Override
        public TrainingPlan on(String set) {
            return new Support(config.on(set));
        }

        @Override
        public TrainingPlan within(double minutes) {
            return new Support(config.within(config.budget().within(minutes)));
        }

        @Override
        public Trained trained(Path weights, Dataset dataset) {
            LoadedSupport loaded = Models.openSupport(weights.toString(), DeviceChoice.AUTO, Precision.FLOAT32);
            SupportConfig.Episode episode = config.episode();
            SupportSettings settings = loaded.settings()
                    .with(episode.retrieval(), config.seed())
                    .withSlices(episode.memory(), episode.eviction());
            List<Integer> sizes = dataset.volumes(Split.TRAIN).isEmpty() ? IMAGES : List.of(1);
            List<SupportClasses> opened = new ArrayList<>();
            Map<String, ClassSegmenter> others = new LinkedHashMap<>();
            for (int size : sizes) {
                String label = opened.isEmpty() ? name() : name() + ", support of " + size;
                SupportClasses classes = new SupportClasses(
                        label,
                        Map.of(),
                        () -> loaded.session(settings),
                        dataset,
                        new SupportClasses.Draw(Split.TRAIN, size, 0));
                opened.add(classes);
                others.put(label, classes);
            }
            return new Trained(others.remove(name()), others, () -> {
                opened.forEach(SupportClasses::close);
                loaded.close();
            });
        }
    }
}
