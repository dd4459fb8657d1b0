package org.samovar.fiji.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.samovar.geometry.Axis;
import org.samovar.image.RgbImage;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;
import org.samovar.prompt.PromptSet;

/** A model that is open and takes prompts. */
public interface Segmenter extends OpenModel {
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
     * Looks at an image to talk about its objects one prompt after the other.
     *
     * @return good until the model is closed
     */
    PromptedImage look(RgbImage image);

    /** Frees what is kept of the images seen so far for further prompts on them, which are slower once after that. */
    void forget();

    /**
     * All objects without prompts, the most certain first; they may overlap.
     *
     * @param minimumArea objects of fewer pixels are left out
     * @param leastScore objects that the model is less sure of are left out, 0 to 1; empty for its own limit
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    List<Segmentation> everything(RgbImage image, int minimumArea, Optional<Double> leastScore, Progress progress);

    /**
     * All objects without prompts, by the model's decoder of instances; they do not overlap.
     *
     * @param minimumArea objects of fewer pixels are left out
     * @throws org.samovar.geometry.UserError when the model has none
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    List<Segmentation> instances(RgbImage image, int minimumArea, Progress progress);

    /**
     * Follows objects from the slices where they are prompted through a range of slices.
     *
     * @param axis along which the slices are; objects may come back in time
     * @param prompts at least one
     * @param listener hears of each slice as soon as objects are found on it, prompted ones first
     * @throws org.samovar.geometry.UserError when a prompt lies outside of its slice
     * @throws java.util.concurrent.CancellationException when cancelled, within one slice
     */
    void follow(
            SliceSequence slices,
            Axis axis,
            List<SlicePrompts> prompts,
            SliceRange range,
            SliceMasks listener,
            Progress progress);

    /**
     * Segments objects on one image and looks for them on a heap of others, of any size and in any order.
     *
     * @param objects what was said about each on the first image; objects are numbered from 1
     * @param images the one that the prompts are about, then the heap; read when their turn comes
     * @throws org.samovar.geometry.UserError when a prompt lies outside of the first image, or the model has no memory
     * @throws java.util.concurrent.CancellationException when cancelled, within one image
     */
    void collect(List<PromptSet> objects, List<Supplier<RgbImage>> images, HeapMasks listener, Progress progress);
}
