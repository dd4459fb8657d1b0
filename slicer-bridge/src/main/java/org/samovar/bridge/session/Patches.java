package org.samovar.bridge.session;

import org.samovar.bridge.plane.Plane;
import org.samovar.bridge.plane.VoxelPatch;

/** Hears which voxels belong to segments. Called on the thread of networks; must not wait. */
@FunctionalInterface
public interface Patches {
    /**
     * The voxels of a plane.
     *
     * @param revision of what was said about the segment, which this follows from
     */
    void found(String segment, long revision, Plane plane, VoxelPatch patch);
}
