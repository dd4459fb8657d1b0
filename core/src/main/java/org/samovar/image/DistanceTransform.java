package org.samovar.image;

import java.util.Arrays;
import java.util.Optional;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;

/**
 * The exact Euclidean distance of each foreground pixel of a mask to the nearest background pixel, between pixel centres.
 *
 * <p>Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions (Theory of Computing 8, 2012), section 2:
 * linear in the number of pixels of the mask's bounding box.
 */
public final class DistanceTransform {
    /** What lies beyond the border of the image. */
    public enum Beyond {
        /** Background: a pixel at the border has distance 1. */
        BACKGROUND,
        /** Nothing that is known: distances are to background pixels of the image. */
        UNKNOWN
    }

    private final Region window;
    private final int[] squared;

    private DistanceTransform(Region window, int[] squared) {
        this.window = window;
        this.squared = squared;
    }

    /** The distances in an image with background around it. */
    public static DistanceTransform of(Mask mask) {
        return of(mask, Beyond.BACKGROUND);
    }

    /** The distances; of a mask that is all foreground with {@link Beyond#UNKNOWN} they mean nothing. */
    public static DistanceTransform of(Mask mask, Beyond beyond) {
        Optional<Region> found = mask.region();
        if (found.isEmpty()) {
            return new DistanceTransform(new Region(0, 0, 1, 1), new int[1]);
        }
        Region inner = found.get();
        // one pixel of background around the foreground, be it in the image or beyond
        Region window = new Region(inner.x() - 1, inner.y() - 1, inner.width() + 2, inner.height() + 2);
        int[] distances = columns(mask, inner, window, beyond);
        LowerEnvelope row = new LowerEnvelope(window.width());
        for (int y = 1; y <= inner.height(); y++) {
            row.transform(distances, y * window.width());
        }
        setBeyond(mask.size(), window, distances, 0);
        return new DistanceTransform(window, distances);
    }

    /** Squared distance to the background within each column. */
    private static int[] columns(Mask mask, Region inner, Region window, Beyond beyond) {
        int w = window.width();
        int[] runs = new int[w * window.height()];
        if (beyond == Beyond.UNKNOWN) {
            setBeyond(mask.size(), window, runs, w + window.height()); // no pixel is as far away
        }
        for (int y = 1; y <= inner.height(); y++) {
            for (int x = 1; x <= inner.width(); x++) {
                boolean inside = mask.get(inner.x() + x - 1, inner.y() + y - 1);
                runs[y * w + x] = inside ? runs[(y - 1) * w + x] + 1 : 0;
            }
        }
        for (int y = inner.height(); y >= 1; y--) {
            for (int x = 1; x <= inner.width(); x++) {
                runs[y * w + x] = Math.min(runs[y * w + x], runs[(y + 1) * w + x] + 1);
            }
        }
        for (int i = 0; i < runs.length; i++) {
            runs[i] *= runs[i];
        }
        return runs;
    }

    /** Puts a distance at the places of the window that lie beyond the image. */
    private static void setBeyond(Size image, Region window, int[] distances, int distance) {
        for (int i = 0; i < distances.length; i++) {
            int x = window.x() + i % window.width();
            int y = window.y() + i / window.width();
            if (x < 0 || y < 0 || x >= image.width() || y >= image.height()) {
                distances[i] = distance;
            }
        }
    }

    /** The distance at a pixel, 0 in the background. */
    public double distance(int x, int y) {
        return Math.sqrt(squared(x, y));
    }

    /** The square of the distance at a pixel, 0 in the background. */
    public int squared(int x, int y) {
        int column = x - window.x();
        int row = y - window.y();
        boolean inside = column >= 0 && row >= 0 && column < window.width() && row < window.height();
        return inside ? squared[row * window.width() + column] : 0;
    }

    /** The pixel with the largest distance, of several the first row by row; empty when the mask is. */
    public Optional<ImagePoint> deepest() {
        int best = 0;
        for (int i = 1; i < squared.length; i++) {
            best = squared[i] > squared[best] ? i : best;
        }
        if (squared[best] == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new ImagePoint(window.x() + best % window.width(), window.y() + (double) (best / window.width())));
    }

    /** The lower envelope of the parabolas that stand on the samples of one row. */
    private static final class LowerEnvelope {
        private final int n;
        private final int[] heights;
        private final int[] apex;
        private final double[] from;

        LowerEnvelope(int n) {
            this.n = n;
            heights = new int[n];
            apex = new int[n];
            from = new double[n + 1];
        }

        void transform(int[] values, int offset) {
            System.arraycopy(values, offset, heights, 0, n);
            Arrays.fill(from, Double.POSITIVE_INFINITY);
            int k = 0;
            apex[0] = 0;
            from[0] = Double.NEGATIVE_INFINITY;
            for (int q = 1; q < n; q++) {
                double meets = intersection(apex[k], q);
                while (meets <= from[k]) {
                    k--;
                    meets = intersection(apex[k], q);
                }
                k++;
                apex[k] = q;
                from[k] = meets;
                from[k + 1] = Double.POSITIVE_INFINITY;
            }
            k = 0;
            for (int q = 0; q < n; q++) {
                while (from[k + 1] < q) {
                    k++;
                }
                int d = q - apex[k];
                values[offset + q] = d * d + heights[apex[k]];
            }
        }

        private double intersection(int p, int q) {
            double a = heights[p] + (double) p * p;
            double b = heights[q] + (double) q * q;
            return (b - a) / (2.0 * (q - p));
        }
    }
}
