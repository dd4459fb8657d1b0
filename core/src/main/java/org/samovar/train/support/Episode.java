package org.samovar.train.support;

import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * N images, or N clips of L slices, that are examples of C classes for each other.
 *
 * @param images N
 * @param slices L
 * @param classes C
 * @param side S in pixels
 * @param pixels (N, L, 3, S, S), normalised as the network takes them
 * @param masks (C, N, L, S, S), 1 on the class, 0 elsewhere
 */
record Episode(int images, int slices, int classes, int side, float[] pixels, float[] masks) {
    /** All slices, those of an image beside each other: (N L, 3, S, S). */
    Tensor allPixels() {
        return Tensors.of(pixels, (long) images * slices, 3, side, side);
    }

    /** The masks of all slices, class by class: (C N L, 1, S, S). */
    Tensor allMasks() {
        return Tensors.of(masks, (long) classes * images * slices, 1, side, side);
    }
}
