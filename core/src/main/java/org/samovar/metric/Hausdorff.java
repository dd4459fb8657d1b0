package org.samovar.metric;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.image.Mask;

/**
 * Distances between the outlines of two masks.
 *
 * <p>The outline of a mask are its pixels with an edge neighbour in the background, and those at the border of the image.
 * HD95 is the greater of two 95th percentiles (linear interpolation): of the distances from each pixel of one outline to
 * the other outline, and the other way round, between pixel centres and in the unit of the spacing. MONAI's {@code
 * compute_hausdorff_distance(percentile=95)} and DeepMind's surface-distance take the greater of the two as well; MedPy
 * pools the distances and gives other figures.
 */
public final class Hausdorff {
    private Hausdorff() {}

    /** The 95 % Hausdorff distance; empty when either mask is. */
    public static OptionalDouble hd95(Mask truth, Mask predicted, Spacing spacing) {
        return percentile(truth, predicted, spacing, 95);
    }

    /**
     * The Hausdorff distance with any percentile in place of 95; 100 is the classical one.
     *
     * @param percent 0 to 100
     * @return empty when either mask is
     */
    public static OptionalDouble percentile(Mask truth, Mask predicted, Spacing spacing, double percent) {
        Optional<Region> a = truth.region();
        Optional<Region> b = predicted.region();
        if (!truth.size().equals(predicted.size())) {
            throw new IllegalArgumentException("masks of " + truth.size() + " and " + predicted.size());
        }
        if (a.isEmpty() || b.isEmpty()) {
            return OptionalDouble.empty();
        }
        Region window = around(a.get(), b.get());
        boolean[] first = outline(truth, window);
        boolean[] second = outline(predicted, window);
        double there = directed(first, second, window, spacing, percent);
        double back = directed(second, first, window, spacing, percent);
        return OptionalDouble.of(Math.max(there, back));
    }

    private static Region around(Region a, Region b) {
        int x = Math.min(a.x(), b.x());
        int y = Math.min(a.y(), b.y());
        int right = Math.max(a.x() + a.width(), b.x() + b.width());
        int bottom = Math.max(a.y() + a.height(), b.y() + b.height());
        return new Region(x, y, right - x, bottom - y);
    }

    private static boolean[] outline(Mask mask, Region window) {
        boolean[] out = new boolean[window.width() * window.height()];
        for (int i = 0; i < out.length; i++) {
            int x = window.x() + i % window.width();
            int y = window.y() + i / window.width();
            out[i] = mask.get(x, y)
                    && !(isSet(mask, x - 1, y)
                            && isSet(mask, x + 1, y)
                            && isSet(mask, x, y - 1)
                            && isSet(mask, x, y + 1));
        }
        return out;
    }

    private static boolean isSet(Mask mask, int x, int y) {
        return x >= 0 && y >= 0 && x < mask.width() && y < mask.height() && mask.get(x, y);
    }

    private static double directed(boolean[] from, boolean[] to, Region window, Spacing spacing, double percent) {
        double[] squared = SiteDistance.squared(to, window.width(), window.height(), spacing);
        double[] distances = new double[from.length];
        int n = 0;
        for (int i = 0; i < from.length; i++) {
            if (from[i]) {
                distances[n++] = Math.sqrt(squared[i]);
            }
        }
        return Percentiles.of(Arrays.copyOf(distances, n), percent);
    }
}
