package org.samovar.method;

/** A whole image or volume as a system sees it, of which some slices are read at a time. */
public interface Slabs {
    /** D, slices. */
    int depth();

    /** H of a slice. */
    int height();

    /** W of a slice. */
    int width();

    /**
     * Some of the slices, with all modalities.
     *
     * @param from first slice
     * @param to behind the last one
     * @throws org.samovar.geometry.UserError where the file cannot be read any more, or they are too large for one array
     */
    Voxels slab(int from, int to);
}
