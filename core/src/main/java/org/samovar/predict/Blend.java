package org.samovar.predict;

import java.util.Arrays;
import org.samovar.geometry.Size;
import org.samovar.method.PatchShape;

/**
 * The weighted sum of what was found in overlapping windows, for as many slices as a window is deep: the middle of a window counts more than
 * its border. Windows come slab by slab; the slices that no later one reaches are taken off.
 */
public final class Blend {
    private final PatchShape patch;
    private final Size size;
    private final AxisWindows depths;
    private final AxisWindows rows;
    private final AxisWindows columns;
    /** Of maps, slices from {@link #first} on, and pixels. */
    private final float[][][] sums;

    private int first;

    /**
     * @param patch the size of windows
     * @param maps K, how many are found
     * @param depth of the volume, which is {@code size} at each slice
     * @param step from one window to the next at most, as a part of its length, above 0 and at most 1
     */
    public Blend(PatchShape patch, int maps, int depth, Size size, double step) {
        this.patch = patch;
        this.size = size;
        this.depths = AxisWindows.of(depth, patch.depth(), step);
        this.rows = AxisWindows.of(size.height(), patch.height(), step);
        this.columns = AxisWindows.of(size.width(), patch.width(), step);
        this.sums = new float[maps][Math.min(depth, patch.depth())][size.pixels()];
    }

    /** Where windows begin in the depth. */
    public AxisWindows depths() {
        return depths;
    }

    /** Where they begin from top to bottom. */
    public AxisWindows rows() {
        return rows;
    }

    /** Where they begin from left to right. */
    public AxisWindows columns() {
        return columns;
    }

    /** The first slice that was not taken off. */
    public int first() {
        return first;
    }

    /**
     * Adds a window; those of a slab have the same z, which never gets smaller.
     *
     * @param found (K, D, H, W)
     */
    public void add(float[] found, int z, int y, int x) {
        int height = patch.height();
        int width = patch.width();
        int left = Math.max(0, -x);
        int right = Math.min(width, size.width() - x);
        for (int k = 0; k < sums.length; k++) {
            for (int d = Math.max(0, -z); d < patch.depth() && z + d - first < sums[k].length; d++) {
                float[] plane = sums[k][z + d - first];
                for (int h = Math.max(0, -y); h < Math.min(height, size.height() - y); h++) {
                    float weight = depths.weights()[d] * rows.weights()[h];
                    int from = ((k * patch.depth() + d) * height + h) * width;
                    int to = (y + h) * size.width() + x;
                    for (int w = left; w < right; w++) {
                        plane[to + w] += weight * columns.weights()[w] * found[from + w];
                    }
                }
            }
        }
    }

    /**
     * Takes off the first slice that is left.
     *
     * @return (K, H W), the mean of the windows that have it; valid until {@link #advance}
     */
    public float[][] take() {
        float[][] means = new float[sums.length][];
        for (int k = 0; k < sums.length; k++) {
            float[] plane = sums[k][0];
            for (int y = 0, i = 0; y < size.height(); y++) {
                float weight = depths.sums()[first] * rows.sums()[y];
                for (int x = 0; x < size.width(); x++, i++) {
                    plane[i] /= weight * columns.sums()[x];
                }
            }
            means[k] = plane;
        }
        return means;
    }

    /** Forgets the slice that was taken. */
    public void advance() {
        for (float[][] slices : sums) {
            float[] free = slices[0];
            System.arraycopy(slices, 1, slices, 0, slices.length - 1);
            Arrays.fill(free, 0);
            slices[slices.length - 1] = free;
        }
        first++;
    }
}
