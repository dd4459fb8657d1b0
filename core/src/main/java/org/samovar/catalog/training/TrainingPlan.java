package org.samovar.catalog.training;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.ModelSource;
import org.samovar.checkpoint.StateDict;
import org.samovar.evaluate.semantic.ClassSegmenter;
import org.samovar.geometry.UserError;
import org.samovar.train.ConfigFile;
import org.samovar.train.JointConfig;
import org.samovar.train.RunSettings;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;
import org.samovar.train.data.Dataset;
import org.samovar.train.semantic.SemanticConfigFile;
import org.samovar.train.support.SupportConfigFile;

/** A training config of any kind, ready to be run. */
public sealed interface TrainingPlan permits PromptedPlan, JointPlan, SemanticPlan, SupportPlan {
    /** What configs call the number of images or patches of a step. */
    String BATCH = "batch";

    /**
     * Reads a config.
     *
     * @param config a file, or the name of a config that comes with Samovar
     * @throws UserError naming what is missing or wrong
     */
    static TrainingPlan read(Path config) {
        return of(json(config), config.toString());
    }

    /**
     * Reads a config, and takes another number of images or patches for each step.
     *
     * @throws UserError as {@link #read(Path)}, and for a config without a batch
     */
    static TrainingPlan read(Path config, int batch) {
        JsonObject json = json(config);
        if (!json.has(BATCH)) {
            throw new UserError(config + " has no batch that could be another: its steps are episodes.");
        }
        json.addProperty(BATCH, batch);
        return of(json, config.toString());
    }

    /** The names of the configs that come with Samovar. */
    static List<String> included() {
        return Stream.of(
                        ConfigFile.INCLUDED,
                        JointConfig.INCLUDED,
                        SemanticConfigFile.INCLUDED,
                        SupportConfigFile.INCLUDED)
                .flatMap(List::stream)
                .toList();
    }

    private static JsonObject json(Path config) {
        return ConfigFile.json(config, included());
    }

    /**
     * A config that was read.
     *
     * @param origin what messages call it
     * @throws UserError naming what is missing or wrong
     */
    static TrainingPlan of(JsonObject json, String origin) {
        if (SemanticConfigFile.describes(json)) {
            return new SemanticPlan(SemanticConfigFile.read(json, origin));
        } else if (SupportConfigFile.describes(json)) {
            return new SupportPlan(SupportConfigFile.read(json, origin));
        }
        return JointConfig.describes(json)
                ? new JointPlan(JointConfig.read(json, origin))
                : new PromptedPlan(ConfigFile.read(json, origin));
    }

    /**
     * Reads the data and gets ready.
     *
     * @param start a name of the catalog or a file with weights to begin with, instead of those that the config names
     * @param datasets folder that holds the datasets of the config
     * @param folder where everything is written
     * @return to be closed by the caller
     * @throws UserError when weights, data or the state of an earlier run cannot be used
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

    /** What the trained file is good for. */
    Aim aim();

    /** The channels of an image that are looked at; colours are always all three. */
    default int channels() {
        return 1;
    }

    /** Whether what is trained takes prompts. */
    default boolean takesPrompts() {
        return aim() == Aim.PROMPTS || aim() == Aim.OBJECTS;
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

    /**
     * Weights to begin with.
     *
     * @param name of the catalog, or a file
     * @throws UserError when there are none
     */
    static StateDict weights(String name) {
        return ModelSource.find(name).read();
    }
}
