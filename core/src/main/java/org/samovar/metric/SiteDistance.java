package org.samovar.metric;

import org.samovar.geometry.Spacing;

/**
 * The squared distance of every voxel to the nearest of some sites, for voxels that are no cubes (Felzenszwalb and
 * Huttenlocher, Theory of Computing 8, 2012).
 */
final class SiteDistance {
    private final double[] heights;
    private final int[] apex;
    private final double[] from;

    private SiteDistance(int longest) {
        heights = new double[longest];
        apex = new int[longest];
        from = new double[longest + 1];
    }

    /** @param sites slice by slice, row by row, at least one */
    static double[] squared(boolean[] sites, Window window, Spacing spacing) {
        double[] out = new double[sites.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = sites[i] ? 0 : Double.POSITIVE_INFINITY;
        }
        int width = window.width();
        int plane = width * window.height();
        SiteDistance line = new SiteDistance(Math.max(Math.max(width, window.height()), window.depth()));
        for (int z = 0; z < window.depth(); z++) {
            for (int x = 0; x < width; x++) {
                line.transform(out, z * plane + x, width, window.height(), spacing.y());
            }
        }
        for (int row = 0; row < out.length; row += width) {
            line.transform(out, row, 1, width, spacing.x());
        }
        for (int i = 0; i < plane; i++) {
            line.transform(out, i, plane, window.depth(), spacing.z());
        }
        return out;
    }

    /** Lower envelope of the parabolas on the finite samples of one line; a line without any stays as it is. */
    private void transform(double[] values, int start, int stride, int n, double step) {
        int k = -1;
        for (int q = 0; q < n; q++) {
            double height = values[start + q * stride];
            heights[q] = height;
            if (height == Double.POSITIVE_INFINITY) {
                continue;
            }
            double meets = Double.NEGATIVE_INFINITY;
            while (k >= 0) {
                meets = intersection(apex[k], q, step);
                if (meets > from[k]) {
                    break;
                }
                k--;
            }
            k++;
            apex[k] = q;
            from[k] = k == 0 ? Double.NEGATIVE_INFINITY : meets;
        }
        if (k < 0) {
            return;
        }
        from[k + 1] = Double.POSITIVE_INFINITY;
        k = 0;
        for (int q = 0; q < n; q++) {
            while (from[k + 1] < q) {
                k++;
            }
            double d = (q - apex[k]) * step;
            values[start + q * stride] = d * d + heights[apex[k]];
        }
    }

    /** Where the parabolas on p and q meet, in samples. */
    private double intersection(int p, int q, double step) {
        double a = heights[p] / (step * step) + (double) p * p;
        double b = heights[q] / (step * step) + (double) q * q;
        return (b - a) / (2.0 * (q - p));
    }
}
