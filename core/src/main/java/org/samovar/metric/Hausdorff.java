package org.samovar.metric;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.samovar.geometry.Spacing;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.image.VolumeMask;

/**
 * Distances between the outlines of two masks of an image or a volume.
 *
 * <p>The outline of a mask are its pixels with an edge neighbour in the background, and those at the border of the image; in a volume of
 * several slices those with a face neighbour, and those at its border. HD95 is the greater of two 95th percentiles (linear interpolation):
 * of the distances from each pixel of one outline to the other outline, and the other way round, between pixel centres and in the unit of
 * the spacing. MONAI's {@code compute_hausdorff_distance(percentile=95)} and DeepMind's surface-distance take the greater of the two as
 * well; MedPy pools the distances and gives other figures.
 */
public final class Hausdorff {
    private Hausdorff() {}

    /** The 95 % Hausdorff distance; empty when either mask is. */
    public static OptionalDouble hd95(Mask truth, Mask predicted, Spacing spacing) {
        return percentile(truth, predicted, spacing, 95);
    }

    /**
     * The 95 % Hausdorff distance of two volumes; empty when either mask is.
     *
     * @param spacing within a slice and, as z, from one to the next
     */
    public static OptionalDouble hd95(VolumeMask truth, VolumeMask predicted, Spacing spacing) {
        return percentile(truth, predicted, spacing, 95);
    }

    /**
     * The mean 95 % Hausdorff distance of points in time, between which there is none, where both masks have something; empty where none do.
     *
     * @param truth images or volumes, in order
     * @param predicted as many, of the same size
     */
    public static OptionalDouble hd95InTime(List<VolumeMask> truth, List<VolumeMask> predicted, Spacing spacing) {
        return IntStream.range(0, truth.size())
                .mapToObj(t -> hd95(truth.get(t), predicted.get(t), spacing))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /**
     * The Hausdorff distance with any percentile in place of 95; 100 is the classical one.
     *
     * @param percent 0 to 100
     * @return empty when either mask is
     */
    public static OptionalDouble percentile(Mask truth, Mask predicted, Spacing spacing, double percent) {
        return percentile(flat(truth), flat(predicted), spacing, percent);
    }

    /** As {@link #percentile(Mask, Mask, Spacing, double)}, of volumes. */
    public static OptionalDouble percentile(VolumeMask truth, VolumeMask predicted, Spacing spacing, double percent) {
        if (truth.count() != predicted.count() || !truth.sliceSize().equals(predicted.sliceSize())) {
            throw new IllegalArgumentException("masks " + truth + " and " + predicted);
        }
        if (truth.isEmpty() || predicted.isEmpty()) {
            return OptionalDouble.empty();
        }
        Window window = Window.around(truth, predicted).orElseThrow();
        boolean[] first = outline(truth, window);
        boolean[] second = outline(predicted, window);
        double there = directed(first, second, window, spacing, percent);
        double back = directed(second, first, window, spacing, percent);
        return OptionalDouble.of(Math.max(there, back));
    }

    private static VolumeMask flat(Mask mask) {
        return VolumeMask.of(List.of(RunLengthMask.of(mask)));
    }

    /** What lies beyond the window is background in both masks. */
    private static boolean[] outline(VolumeMask mask, Window window) {
        boolean[] inside = window.cut(mask);
        boolean[] out = new boolean[inside.length];
        int width = window.width();
        int plane = width * window.height();
        // the one slice of an image has no front and back
        int slices = mask.count() == 1 ? 0 : window.depth();
        for (int i = 0; i < out.length; i++) {
            out[i] = inside[i]
                    && !(isInner(inside, i, i % width, width, 1)
                            && isInner(inside, i, i / width % window.height(), window.height(), width)
                            && (slices == 0 || isInner(inside, i, i / plane, slices, plane)));
        }
        return out;
    }

    /** Whether both neighbours along an axis are foreground. */
    private static boolean isInner(boolean[] inside, int index, int place, int length, int step) {
        return place > 0 && place < length - 1 && inside[index - step] && inside[index + step];
    }

    private static double directed(boolean[] from, boolean[] to, Window window, Spacing spacing, double percent) {
        double[] squared = SiteDistance.squared(to, window, spacing);
        double[] distances = IntStream.range(0, from.length)
                .filter(i -> from[i])
                .mapToDouble(i -> Math.sqrt(squared[i]))
                .toArray();
        return Percentiles.of(distances, percent);
    }
}
