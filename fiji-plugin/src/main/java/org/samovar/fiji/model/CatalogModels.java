package org.samovar.fiji.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.samovar.catalog.Catalog;
import org.samovar.catalog.ModelDescriptor;
import org.samovar.catalog.ModelStore;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;

/** The embedded model of the catalog and what lies in the user's store. */
final class CatalogModels implements ModelLibrary {
    @Override
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        names.add(Catalog.DEFAULT);
        ModelStore store = ModelStore.standard();
        Set<String> listed = new LinkedHashSet<>();
        for (ModelDescriptor model : Catalog.models()) {
            if (store.find(model.name()).isPresent()) {
                names.add(model.name());
                listed.add(model.file());
            }
        }
        store.files().stream()
                .map(file -> file.getFileName().toString())
                .filter(file -> !listed.contains(file))
                .forEach(names::add);
        return new ArrayList<>(names);
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
    public List<String> check() {
        return SetupReport.of(names());
    }
}
