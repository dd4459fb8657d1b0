package org.samovar.fiji.model;

import java.util.List;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.predict.Progress;
import org.samovar.predict.semantic.Mirroring;

/** A system that is open and finds classes without prompts. */
public interface ClassFinder extends OpenModel {
    /** The channels that it looks at. */
    int channels();

    /** The names of the classes 1, 2, ... */
    List<String> classes();

    /**
     * The class of each voxel at each point in time, 0 for background.
     *
     * @throws org.samovar.geometry.UserError when the volume has other channels than it looks at
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    LabelVolume find(Volume volume, Mirroring mirroring, Progress progress);
}
