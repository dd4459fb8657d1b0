package org.samovar.method;

/** How patches are cut out of an image or volume. */
public enum Framing {
    /** Pixels and voxels as they are; what is larger than a patch is seen in windows. */
    WINDOWS,
    /** Each slice is resized to the height and width of the patch; only along the depth there are windows. */
    WHOLE_SLICES
}
