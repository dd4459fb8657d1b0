package org.samovar.method.masksam;

import org.samovar.tensor.Tensor;

/** Turns volumes of features into maps of slices and back; neither copies where channels lie beside each other in memory. */
final class SliceMaps {
    private SliceMaps() {}

    /** (B, C, D, H, W) to (B D, C, H, W). */
    static Tensor of(Tensor volume) {
        return volume.permute(0, 2, 3, 4, 1) // (B, D, H, W, C)
                .reshape((long) volume.size(0) * volume.size(2), volume.size(3), volume.size(4), volume.size(1))
                .permute(0, 3, 1, 2); // (B D, C, H, W)
    }

    /** (B D, C, H, W) to (B, C, D, H, W). */
    static Tensor joined(Tensor maps, int depth) {
        return maps.permute(0, 2, 3, 1) // (B D, H, W, C)
                .reshape(maps.size(0) / depth, depth, maps.size(2), maps.size(3), maps.size(1))
                .permute(0, 4, 1, 2, 3); // (B, C, D, H, W)
    }
}
