package org.samovar.predict;

import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.image.RunLengthMask;

/**
 * A mask that was found without a user.
 *
 * @param mask of the image's size, not empty
 * @param score the network's estimate of its IoU
 * @param stability IoU of the masks at a stricter and a laxer threshold, 0 to 1
 * @param box tight around the mask
 * @param point the click that gave it
 * @param window the part of the image that the network saw
 */
public record Segment(RunLengthMask mask, double score, double stability, Box box, ImagePoint point, Region window) {
    Segment withScore(double other) {
        return new Segment(mask, other, stability, box, point, window);
    }
}
