package org.samovar.image;

import org.samovar.geometry.Region;

/** Where the values of a volume come from: memory, or a file that is read where and when it is asked for. */
@FunctionalInterface
public interface VoxelSource {
    /**
     * The values of a window in the plane of x and y; safe for use by several threads.
     *
     * @param window within the plane
     * @param z slice, from 0
     * @param t point in time, from 0
     * @param c channel, from 0
     * @return window.height * window.width values row by row, which the caller may keep and change
     * @throws org.samovar.geometry.UserError where the file cannot be read any more
     */
    double[] read(Region window, int z, int t, int c);
}
