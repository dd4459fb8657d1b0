package org.samovar.fiji.model;

import org.samovar.image.Volume;
import org.samovar.predict.Progress;
import org.samovar.predict.semantic.Mirroring;

/** A system that is open and finds classes without prompts. */
public interface ClassFinder extends OpenModel {
    /** The channels that it looks at. */
    int channels();

    /**
     * The class of each voxel at each point in time, numbered from 1.
     *
     * @throws org.samovar.geometry.UserError when the volume has other channels than it looks at
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    FoundClasses find(Volume volume, Mirroring mirroring, Progress progress);
}
