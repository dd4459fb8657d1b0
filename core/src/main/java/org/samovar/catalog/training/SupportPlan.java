package org.samovar.catalog.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.catalog.LoadedSupport;
import org.samovar.catalog.Models;
import org.samovar.checkpoint.StateDict;
import org.samovar.evaluate.semantic.ClassSegmenter;
import org.samovar.evaluate.support.SupportClasses;
import org.samovar.predict.support.SupportSettings;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.samovar.train.RunSettings;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;
import org.samovar.train.support.SupportConfig;
import org.samovar.train.support.SupportTask;

/** A network that takes support sets. It is measured with one volume of the training split, or some of its images of each class. */
public record SupportPlan(SupportConfig config) implements TrainingPlan {
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
        return new SupportPlan(config.on(set));
    }

    @Override
    public TrainingPlan within(double minutes) {
        return new SupportPlan(config.within(config.budget().within(minutes)));
    }

    @Override
    public Aim aim() {
        return Aim.EXAMPLES;
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
