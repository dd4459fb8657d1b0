package org.samovar.train.semantic;

import java.util.List;
import org.samovar.train.Check;

/**
 * How patches are varied: nnU-Net's changes (Isensee et al. 2021, supplement, "Data augmentation"), each with a switch.
 *
 * @param spatial share of patches that are turned, and share that are scaled; nnU-Net's is 0.2
 * @param degrees largest angle of a turn about each axis; about the depth alone where slices are thick or are resized whole
 * @param least smallest factor of the scale
 * @param most largest factor of the scale
 * @param mirrored axes along which every second patch is mirrored
 * @param intensities factor of the shares of noise, blur, brightness, contrast, low resolution and gamma; nnU-Net's is 1, 0 is none
 */
public record Augmentation(
        double spatial, double degrees, double least, double most, List<Mirror> mirrored, double intensities) {
    /** Nothing is varied. */
    public static final Augmentation NONE = new Augmentation(0, 0, 1, 1, List.of(), 0);

    /** Axes of a patch. */
    public enum Mirror {
        DEPTH,
        HEIGHT,
        WIDTH
    }

    public Augmentation {
        mirrored = List.copyOf(mirrored);
        Check.share("spatial", spatial);
        Check.that(degrees >= 0 && degrees <= 180, "degrees " + degrees);
        Check.that(least > 0 && least <= 1, "least " + least);
        Check.that(most >= 1 && most <= 10, "most " + most);
        Check.that(intensities >= 0 && intensities <= 2.5, "intensities " + intensities);
    }
}
