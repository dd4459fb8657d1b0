package org.samovar.fiji.convert;

import ij.ImagePlus;

/**
 * A plane of a hyperstack.
 *
 * @param channel from 1
 * @param z from 1
 * @param t from 1
 */
public record Position(int channel, int z, int t) {
    /** The plane that is shown. */
    public static Position shown(ImagePlus image) {
        // NB: ImagePlus.getZ() of a stack without a window is always 1
        int[] czt = image.convertIndexToPosition(image.getCurrentSlice());
        return new Position(czt[0], czt[1], czt[2]);
    }

    /** Its number among the planes of an image, from 1. */
    int index(ImagePlus image) {
        return image.getStackIndex(channel, z, t);
    }
}
