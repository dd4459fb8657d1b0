package org.samovar.bridge.plane;

/** A box of voxels; of each pair the second is exclusive. */
public record VoxelBox(int i0, int i1, int j0, int j1, int k0, int k1) {
    public VoxelBox {
        if (i0 < 0 || i1 <= i0 || j0 < 0 || j1 <= j0 || k0 < 0 || k1 <= k0) {
            throw new IllegalArgumentException("[" + i0 + "," + i1 + "," + j0 + "," + j1 + "," + k0 + "," + k1 + "]");
        }
    }

    /** Voxels in it. */
    public long voxels() {
        return (long) (i1 - i0) * (j1 - j0) * (k1 - k0);
    }
}
