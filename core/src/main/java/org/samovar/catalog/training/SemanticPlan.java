package org.samovar.catalog.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.catalog.LoadedSemantic;
import org.samovar.catalog.Models;
import org.samovar.checkpoint.StateDict;
import org.samovar.evaluate.semantic.ClassSegmenter;
import org.samovar.evaluate.semantic.NetworkClasses;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.predict.semantic.SemanticSegmenter;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.samovar.train.RunSettings;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;
import org.samovar.train.data.Dataset;
import org.samovar.train.semantic.SemanticConfig;
import org.samovar.train.semantic.SemanticTask;

/** A system that takes no prompts. */
public record SemanticPlan(SemanticConfig config) implements TrainingPlan {
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
        return new SemanticPlan(config.on(set));
    }

    @Override
    public TrainingPlan within(double minutes) {
        return new SemanticPlan(config.within(config.budget().within(minutes)));
    }

    @Override
    public Aim aim() {
        return Aim.CLASSES;
    }

    @Override
    public int channels() {
        return config.patch().modalities();
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
