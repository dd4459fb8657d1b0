package org.samovar.fiji.model;

import java.util.List;
import org.samovar.image.RgbImage;
import org.samovar.predict.Progress;
import org.samovar.prompt.PromptSet;

/** A model that is open. Used by one thread only; closing it frees its weights. */
public interface Segmenter extends AutoCloseable {
    /** What users call it. */
    String name();

    /** What it is and where it runs, in a few words. */
    String description();

    /**
     * The best mask for each object, in order, each of the image's size; one may be empty.
     *
     * @throws org.samovar.geometry.UserError when a prompt lies outside of the image
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    List<Segmentation> segment(RgbImage image, List<PromptSet> objects, Progress progress);

    /**
     * All objects without prompts, the most certain first; they may overlap.
     *
     * @param minimumArea objects of fewer pixels are left out
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    List<Segmentation> everything(RgbImage image, int minimumArea, Progress progress);

    @Override
    void close();
}
