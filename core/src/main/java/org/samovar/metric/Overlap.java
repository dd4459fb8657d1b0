package org.samovar.metric;

import org.samovar.image.Mask;
import org.samovar.image.VolumeMask;

/** Agreement of two masks by their common pixels or voxels. Both measures are 1 when both masks are empty. */
public final class Overlap {
    private Overlap() {}

    /** Dice coefficient, twice the intersection over the sum of the areas: 0 to 1. */
    public static double dice(Mask truth, Mask predicted) {
        long sum = (long) truth.area() + predicted.area();
        int common = truth.overlap(predicted);
        return sum == 0 ? 1 : 2.0 * common / sum;
    }

    /** Jaccard index, intersection over union: 0 to 1. */
    public static double iou(Mask truth, Mask predicted) {
        return truth.iou(predicted);
    }

    /** As {@link #dice(Mask, Mask)}, of voxels. */
    public static double dice(VolumeMask truth, VolumeMask predicted) {
        long sum = truth.voxels() + predicted.voxels();
        long common = truth.overlap(predicted);
        return sum == 0 ? 1 : 2.0 * common / sum;
    }

    /** As {@link #iou(Mask, Mask)}, of voxels. */
    public static double iou(VolumeMask truth, VolumeMask predicted) {
        long common = truth.overlap(predicted);
        long all = truth.voxels() + predicted.voxels() - common;
        return all == 0 ? 1 : (double) common / all;
    }
}
