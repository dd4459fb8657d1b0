package org.samovar.fiji.model;

import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.RunLengthMask;

/**
 * A mask that a model answered with.
 *
 * @param mask of the image's size
 * @param score the model's own estimate of the mask's IoU, about 0 to 1
 */
public record Segmentation(RunLengthMask mask, double score) {
    /** The same as a part of an image. */
    public Segmentation pasted(Region part, Size image) {
        return part.equals(image.region())
                ? this
                : new Segmentation(RunLengthMask.paste(mask.toMask(), part, image), score);
    }
}
