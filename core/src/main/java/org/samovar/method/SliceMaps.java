package org.samovar.method;

import org.samovar.tensor.Tensor;

/**
 * Turns volumes into maps of slices and back, the volumes outermost. Neither copies where slices or channels lie beside each other in memory;
 * in a copy the channels do, as linear layers want them.
 */
public final class SliceMaps {
    private SliceMaps() {}

    /** (B, C, D, H, W) to (B D, C, H, W). */
    public static Tensor of(Tensor volumes) {
        return volumes.permute(0, 2, 3, 4, 1) // (B, D, H, W, C)
                .reshape((long) volumes.size(0) * volumes.size(2), volumes.size(3), volumes.size(4), volumes.size(1))
                .permute(0, 3, 1, 2); // (B D, C, H, W)
    }

    /** (B D, C, H, W) of volumes of D slices to (B, C, D, H, W). */
    public static Tensor joined(Tensor maps, int depth) {
        return maps.reshape(maps.size(0) / depth, depth, maps.size(1), maps.size(2), maps.size(3))
                .transpose(1, 2); // (B, C, D, H, W)
    }
}
