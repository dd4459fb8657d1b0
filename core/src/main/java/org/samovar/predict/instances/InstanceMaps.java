package org.samovar.predict.instances;

import org.samovar.geometry.Size;

/**
 * What tells the objects of an image apart, as a decoder of three channels finds it and learns it (torch-em, {@code
 * transform/label.py}, {@code PerObjectDistanceTransform}). The arrays are handed out as they are and must not be written.
 *
 * @param size of the image
 * @param foreground 1 in objects, 0 elsewhere, row by row
 * @param toCentre distance to the centre of the object over the largest one in it: 0 at the centre, 1 at the farthest pixel and outside
 * @param toBoundary one minus the distance to the boundary of the object over the largest one in it: 0 where it is deepest, 1 at its
 *     boundary and outside
 */
public record InstanceMaps(Size size, float[] foreground, float[] toCentre, float[] toBoundary) {
    /** Number of maps. */
    public static final int CHANNELS = 3;

    public InstanceMaps {
        int n = size.pixels();
        if (foreground.length != n || toCentre.length != n || toBoundary.length != n) {
            throw new IllegalArgumentException("maps of " + foreground.length + ", " + toCentre.length + " and "
                    + toBoundary.length + " values for " + size + " pixels");
        }
    }
}
