package org.samovar.train.augment;

import java.util.List;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;

/**
 * Frames on which one object is to be followed.
 *
 * @param frames at least two
 * @param object the id that it has in all of them; it is on the first
 * @param kind how they belong together
 */
public record Shot(List<Still> frames, int object, Kind kind) {
    /** How frames belong together. */
    public enum Kind {
        /** Slices or points in time one after the other: the object is near the place where it was before. */
        CONTINUOUS,
        /** Images that have nothing in common but objects of one class, anywhere. */
        HEAP
    }

    /**
     * A frame.
     *
     * @param image 8-bit, as the network would see it
     * @param ids of the objects, as large as the image
     */
    public record Still(RgbImage image, LabelMap ids) {}

    public Shot {
        frames = List.copyOf(frames);
        if (frames.size() < 2) {
            throw new IllegalArgumentException(frames.size() + " frames");
        }
    }
}
