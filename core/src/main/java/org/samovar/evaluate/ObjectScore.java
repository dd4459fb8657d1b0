package org.samovar.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import org.samovar.geometry.Spacing;
import org.samovar.image.Mask;
import org.samovar.metric.Hausdorff;
import org.samovar.metric.Overlap;

/**
 * The scores of one object.
 *
 * @param className of the object
 * @param dice 0 to 1
 * @param iou 0 to 1
 * @param hd95 empty where nothing was found
 * @param rounds Dice after each prompt of a user who corrects; empty for others
 */
public record ObjectScore(String className, double dice, double iou, OptionalDouble hd95, List<Double> rounds) {
    public ObjectScore {
        rounds = List.copyOf(rounds);
    }

    /** Of two masks of the same size. */
    public static ObjectScore of(String className, Mask truth, Mask answer, List<Double> rounds) {
        return new ObjectScore(
                className,
                Overlap.dice(truth, answer),
                Overlap.iou(truth, answer),
                Hausdorff.hd95(truth, answer, Spacing.PIXELS),
                rounds);
    }
}
