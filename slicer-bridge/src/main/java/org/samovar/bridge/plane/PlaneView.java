package org.samovar.bridge.plane;

import org.samovar.geometry.Size;
import org.samovar.geometry.Spacing;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;

/** A plane of a certain volume. */
public interface PlaneView {
    /** Pixels of the plane. */
    Size size();

    /** Steps between its pixels. */
    Spacing steps();

    /**
     * What a network sees; made anew at each call.
     *
     * @throws org.samovar.geometry.UserError when it has values that are not finite
     */
    RgbImage image();

    /** The voxels that a mask of the plane means. */
    VoxelPatch patch(RunLengthMask mask);
}
