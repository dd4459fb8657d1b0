package org.samovar.fiji.model;

import java.util.SortedMap;
import java.util.TreeMap;
import org.samovar.catalog.LoadedSemantic;
import org.samovar.catalog.Models;
import org.samovar.image.Volume;
import org.samovar.predict.Progress;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;

/** A prompt-free system of a file. */
final class CatalogSystem implements ClassFinder {
    private final LoadedSemantic system;

    private CatalogSystem(LoadedSemantic system) {
        this.system = system;
    }

    /** Opens a system on the fastest device that works. */
    static CatalogSystem open(String name) {
        return new CatalogSystem(Models.openSemantic(name, DeviceChoice.AUTO, Precision.FLOAT32));
    }

    @Override
    public int channels() {
        return system.spec().patch().modalities();
    }

    @Override
    public FoundClasses find(Volume volume, Mirroring mirroring, Progress progress) {
        SortedMap<Integer, String> names = new TreeMap<>();
        system.spec().classes().forEach(name -> names.put(names.size() + 1, name));
        return new FoundClasses(system.segmenter(mirroring).segment(volume, progress), names);
    }

    @Override
    public void close() {
        system.close();
    }
}
