package org.samovar.evaluate.semantic;

import java.util.List;
import java.util.OptionalDouble;
import org.samovar.geometry.Spacing;
import org.samovar.image.VolumeMask;
import org.samovar.metric.Hausdorff;
import org.samovar.metric.Overlap;

/**
 * How well a class was found on an image or volume.
 *
 * @param dice 0 to 1; empty where the class is neither there nor found
 * @param iou 0 to 1; empty where the class is neither there nor found
 * @param hd95 empty where the class is not there or not found
 */
public record ClassScore(OptionalDouble dice, OptionalDouble iou, OptionalDouble hd95) {
    /**
     * Of a class in an image or volume, or at all points in time of a series: Dice and IoU are of all voxels together, HD95 is the mean of the
     * points in time that have the class and on which it was found.
     *
     * @param truth one mask for what has no time
     * @param found as many, of the same size
     */
    public static ClassScore of(List<VolumeMask> truth, List<VolumeMask> found, Spacing spacing) {
        VolumeMask wanted = VolumeMask.joined(truth);
        VolumeMask answer = VolumeMask.joined(found);
        if (wanted.isEmpty() && answer.isEmpty()) {
            return new ClassScore(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        }
        return new ClassScore(
                OptionalDouble.of(Overlap.dice(wanted, answer)),
                OptionalDouble.of(Overlap.iou(wanted, answer)),
                Hausdorff.hd95InTime(truth, found, spacing));
    }
}
