package org.samovar.metric;

import java.util.Optional;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.image.VolumeMask;

/** The smallest block of voxels around two masks: all that their distances depend on. */
record Window(int x, int y, int z, int width, int height, int depth) {
    /** Arrays of it have to be possible. */
    private static final long MOST = Integer.MAX_VALUE - 8;

    /** Around the foreground of both; empty where neither has any. */
    static Optional<Window> around(VolumeMask a, VolumeMask b) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        int first = -1;
        int last = -1;
        for (int i = 0; i < a.count(); i++) {
            for (VolumeMask mask : new VolumeMask[] {a, b}) {
                Optional<Region> region = mask.slice(i).region();
                if (region.isPresent()) {
                    Region r = region.get();
                    left = Math.min(left, r.x());
                    top = Math.min(top, r.y());
                    right = Math.max(right, r.x() + r.width());
                    bottom = Math.max(bottom, r.y() + r.height());
                    first = first < 0 ? i : first;
                    last = i;
                }
            }
        }
        if (first < 0) {
            return Optional.empty();
        }
        Window window = new Window(left, top, first, right - left, bottom - top, last - first + 1);
        if (window.voxelCount() > MOST) {
            throw new UserError("Masks that reach over " + window.width + " x " + window.height + " x " + window.depth
                    + " voxels are too large to measure their distance.");
        }
        return Optional.of(window);
    }

    private long voxelCount() {
        return (long) width * height * depth;
    }

    /** The voxels of a mask in the window, slice by slice and row by row. */
    boolean[] cut(VolumeMask mask) {
        int columns = mask.sliceSize().width();
        boolean[] out = new boolean[(int) voxelCount()];
        for (int slice = 0; slice < depth; slice++) {
            int base = slice * width * height;
            mask.slice(z + slice).forEachRun((from, to) -> {
                for (int i = from; i < to; i++) {
                    out[base + (i / columns - y) * width + i % columns - x] = true;
                }
            });
        }
        return out;
    }
}
