package org.samovar.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.ModelStore;
import org.samovar.checkpoint.StateDict;
import org.samovar.train.ConfigFile;
import org.samovar.train.TrainConfig;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;
import org.samovar.train.semantic.SemanticConfig;
import org.samovar.train.semantic.SemanticConfigFile;
import org.samovar.train.semantic.SemanticTask;

/** A training config of any kind, ready to be run. */
sealed interface TrainingPlan {
    /**
     * Reads a config.
     *
     * @param config a file, or the name of a config that comes with Samovar
     * @throws org.samovar.geometry.UserError naming what is missing or wrong
     */
    static TrainingPlan read(Path config) {
        List<String> included = Stream.concat(ConfigFile.INCLUDED.stream(), SemanticConfigFile.INCLUDED.stream())
                .toList();
        JsonObject json = ConfigFile.json(config, included);
        return SemanticConfigFile.describes(json)
                ? new Semantic(SemanticConfigFile.read(json, config.toString()))
                : new Prompted(ConfigFile.read(json, config.toString()));
    }

    /**
     * Reads the data and gets ready.
     *
     * @param start a name of the catalog or a file with weights to begin with, instead of those that the config names
     * @param datasets folder that holds the datasets of the config
     * @param folder where everything is written
     */
    Trainer open(Optional<String> start, Path datasets, Path folder, TrainingListener listener);

    private static StateDict weights(String name) {
        return ModelSource.find(name, ModelStore.standard()).read();
    }

    /** A network that answers prompts. */
    record Prompted(TrainConfig config) implements TrainingPlan {
        @Override
        public Trainer open(Optional<String> start, Path datasets, Path folder, TrainingListener listener) {
            Optional<StateDict> weights = start.or(config::weights).map(TrainingPlan::weights);
            return Trainer.open(config, weights, datasets, folder, listener);
        }
    }

    /** A system that takes no prompts. */
    record Semantic(SemanticConfig config) implements TrainingPlan {
        @Override
        public Trainer open(Optional<String> start, Path datasets, Path folder, TrainingListener listener) {
            Optional<StateDict> weights = start.or(config::startingWeights).map(TrainingPlan::weights);
            SemanticTask task = SemanticTask.open(config, weights, datasets, listener);
            return Trainer.open(task, config.run(), folder, listener);
        }

        /** The same for another dataset. */
        Semantic on(String set) {
            return new Semantic(config.on(set));
        }

        /** The same for so many minutes. */
        Semantic within(double minutes) {
            return new Semantic(config.within(config.budget().within(minutes)));
        }
    }
}
