package org.samovar.bridge.volume;

import org.samovar.bridge.v1.ContentHash;
import org.samovar.geometry.VolumeSize;

/**
 * What a client says of voxels before it sends them.
 *
 * @param size in voxels, with one point in time
 * @param components of each voxel, 1, or 3 for red, green and blue, fastest of all
 * @param dtype of each component
 */
public record VolumeHeader(VolumeSize size, int components, Dtype dtype) {
    public VolumeHeader {
        if (size.frames() != 1 || (components != 1 && components != 3)) {
            throw new IllegalArgumentException(size + " with " + components + " components");
        }
        Math.multiplyExact(size.voxels(), (long) components * dtype.bytes());
    }

    /** Bytes of all voxels. */
    public long bytes() {
        return size.voxels() * components * dtype.bytes();
    }

    /** A hash of voxels like these, none of which it has seen yet. */
    ContentHash hash() {
        return new ContentHash(dtype.text(), size.depth(), size.height(), size.width(), components);
    }
}
