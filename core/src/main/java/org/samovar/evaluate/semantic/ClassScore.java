package org.samovar.evaluate.semantic;

import java.util.OptionalDouble;

/**
 * How well a class was found on an image or volume.
 *
 * @param dice 0 to 1; empty where the class is neither there nor found
 * @param iou 0 to 1; empty where the class is neither there nor found
 * @param hd95 empty where the class is not there or not found
 */
public record ClassScore(OptionalDouble dice, OptionalDouble iou, OptionalDouble hd95) {
    /** Of a class that is neither there nor found. */
    static final ClassScore NEITHER =
            new ClassScore(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    static ClassScore of(double dice, double iou, OptionalDouble hd95) {
        return new ClassScore(OptionalDouble.of(dice), OptionalDouble.of(iou), hd95);
    }
}
