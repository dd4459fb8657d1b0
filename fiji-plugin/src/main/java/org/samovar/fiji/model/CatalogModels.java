package org.samovar.fiji.model;

import java.util.List;
import org.samovar.catalog.Catalog;
import org.samovar.catalog.ModelEntry;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.ModelStore;
import org.samovar.catalog.Models;
import org.samovar.catalog.SetupReport;
import org.samovar.geometry.UserError;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;

/** The embedded model of the catalog and what lies in the user's store. */
final class CatalogModels implements ModelLibrary {
    @Override
    public List<String> names() {
        try {
            return ModelStore.standard().entries().stream()
                    .filter(ModelEntry::isHere)
                    .map(ModelEntry::name)
                    .toList();
        } catch (UserError noFolder) {
            return List.of(Catalog.DEFAULT); // it needs none; the set-up check and Manage Models tell of the folder
        }
    }

    @Override
    public Segmenter open(String name) {
        return CatalogSegmenter.open(name);
    }

    @Override
    public ClassFinder openSystem(String name) {
        return CatalogSystem.open(name);
    }

    @Override
    public SupportFinder openSupport(String name) {
        return CatalogSupport.open(name);
    }

    @Override
    public Trainer.Outcome train(TrainingRun run, TrainingListener listener) {
        try (Trainer trainer = run.plan().open(run.start(), run.datasets(), run.folder(), listener)) {
            return trainer.run();
        } finally {
            Thread.interrupted(); // by which the run was stopped, and which nothing after it is meant by
        }
    }

    @Override
    public String sha256(String name) {
        return ModelSource.find(name).sha256();
    }

    @Override
    public List<String> check() {
        return SetupReport.of(() -> Models.open(names().get(0), DeviceChoice.AUTO, Precision.FLOAT32))
                .lines();
    }
}
