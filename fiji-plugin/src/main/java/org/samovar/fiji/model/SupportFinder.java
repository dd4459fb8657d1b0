package org.samovar.fiji.model;

import java.util.List;
import org.samovar.image.Volume;
import org.samovar.predict.Progress;

/** A model that is open and finds the classes of examples without prompts. */
public interface SupportFinder extends OpenModel {
    /** What the user should know of it, a line each; nothing from the second time on. */
    List<String> notes();

    /**
     * Looks at the examples of a folder, so that what is wrong with them shows before anything is segmented. Examples that are open are looked at together
     * with each image.
     *
     * @throws org.samovar.geometry.UserError when an example cannot be read, or nothing is labelled on any
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    void prepare(SupportUse use, Progress progress);

    /**
     * The class of each voxel at each point in time, 0 for background.
     *
     * @throws org.samovar.geometry.UserError when an example cannot be read, or nothing is labelled on any
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    FoundClasses find(Volume volume, SupportUse use, Progress progress);
}
