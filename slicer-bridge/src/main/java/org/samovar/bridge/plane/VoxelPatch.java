package org.samovar.bridge.plane;

import java.util.Arrays;
import org.samovar.bridge.v1.Runs;
import org.samovar.image.RunLengthMask;

/**
 * Which voxels of a box belong to a segment.
 *
 * @param box of voxels
 * @param within the runs of the voxels that it speaks of; empty where it speaks of all in the box
 * @param mask the runs of those that belong
 */
public record VoxelPatch(VoxelBox box, byte[] within, byte[] mask) {
    /** Of all voxels of a box whose rows, one after the other, are those of a mask. */
    static VoxelPatch of(VoxelBox box, RunLengthMask mask) {
        Runs.Writer runs = new Runs.Writer();
        mask.forEachRun((from, to) -> runs.out(from - runs.voxels()).in(to - from));
        return new VoxelPatch(box, new byte[0], toEnd(runs, box));
    }

    /** The runs, filled up with voxels that are not in the mask. */
    static byte[] toEnd(Runs.Writer runs, VoxelBox box) {
        return runs.out(box.voxels() - runs.voxels()).toBytes();
    }

    /** Within and mask, one after the other. */
    public byte[] body() {
        byte[] body = Arrays.copyOf(within, within.length + mask.length);
        System.arraycopy(mask, 0, body, within.length, mask.length);
        return body;
    }
}
