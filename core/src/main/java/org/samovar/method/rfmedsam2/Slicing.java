package org.samovar.method.rfmedsam2;

import org.samovar.tensor.Tensor;

/** Patches as batches of slices, and back; the patches stay outermost. */
final class Slicing {
    private Slicing() {}

    /** (B, C, D, H, W) to (B D, C, H, W). */
    static Tensor slices(Tensor volume) {
        return volume.transpose(1, 2)
                .reshape((long) volume.size(0) * volume.size(2), volume.size(1), volume.size(3), volume.size(4));
    }

    /** (B D, C, H, W) of B patches to (B, C, D, H, W). */
    static Tensor volume(Tensor slices, int patches) {
        return slices.reshape(patches, slices.size(0) / patches, slices.size(1), slices.size(2), slices.size(3))
                .transpose(1, 2);
    }
}
