package org.samovar.fiji.model;

import java.util.List;
import org.samovar.catalog.LoadedSemantic;
import org.samovar.catalog.Models;
import org.samovar.image.LabelVolume;
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
    public List<String> classes() {
        return system.spec().classes();
    }

    @Override
    public LabelVolume find(Volume volume, Mirroring mirroring, Progress progress) {
        return system.segmenter(mirroring).segment(volume, progress);
    }

    @Override
    public void close() {
        system.close();
    }
}
