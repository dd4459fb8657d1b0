package org.samovar.catalog.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.Models;
import org.samovar.checkpoint.StateDict;
import org.samovar.evaluate.PromptKind;
import org.samovar.evaluate.semantic.PromptedClasses;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.samovar.train.RunSettings;
import org.samovar.train.TrainConfig;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;
import org.samovar.train.data.Dataset;

/** A network that answers prompts. */
public record PromptedPlan(TrainConfig config) implements TrainingPlan {
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
        return new PromptedPlan(config.on(List.of(set)));
    }

    @Override
    public TrainingPlan within(double minutes) {
        return new PromptedPlan(config.within(config.run().budget().within(minutes)));
    }

    @Override
    public Aim aim() {
        return Aim.PROMPTS;
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
