package org.samovar.catalog.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samovar.catalog.LoadedModel;
import org.samovar.checkpoint.StateDict;
import org.samovar.train.DecoderAim;
import org.samovar.train.JointConfig;
import org.samovar.train.JointTask;
import org.samovar.train.RunSettings;
import org.samovar.train.TrainConfig;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;
import org.samovar.train.data.Dataset;

/** A network that answers prompts with a decoder that takes none. */
public record JointPlan(JointConfig config) implements TrainingPlan {
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

    private JointPlan with(TrainConfig prompted) {
        return new JointPlan(new JointConfig(prompted, config.decoder()));
    }

    @Override
    public Aim aim() {
        return config.decoder().aim() == DecoderAim.INSTANCES ? Aim.OBJECTS : Aim.PROMPTS;
    }

    @Override
    public LoadedModel prompted(Path weights) {
        return new PromptedPlan(config.prompted()).prompted(weights);
    }

    /** Classes are found by prompts; what the decoder finds are objects. */
    @Override
    public Trained trained(Path weights, Dataset dataset) {
        return new PromptedPlan(config.prompted()).trained(weights, dataset);
    }
}
