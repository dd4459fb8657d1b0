package org.samovar.model;

import java.util.List;
import org.samovar.geometry.Fit;

/**
 * How an image becomes the input of a network.
 *
 * @param size side of the square input in pixels
 * @param fit how the image gets into the square; {@link Fit#LONGEST_SIDE} pads with zeros after normalising
 * @param mean per channel (red, green, blue), on the scale 0 to 1
 * @param deviation per channel, on the scale 0 to 1
 */
public record InputRule(int size, Fit fit, List<Double> mean, List<Double> deviation) {
    /** Mean and deviation of ImageNet as SAM uses them: 123.675, 116.28, 103.53 and 58.395, 57.12, 57.375 over 255. */
    public static InputRule imageNet(int size, Fit fit) {
        return new InputRule(size, fit, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
    }

    /** The same rule for another size. */
    public InputRule withSize(int other) {
        return new InputRule(other, fit, mean, deviation);
    }
}
