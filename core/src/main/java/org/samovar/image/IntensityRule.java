package org.samovar.image;

import org.samovar.geometry.UserError;

/**
 * How the values of an image become the 8-bit RGB that networks take: {@code 255 * (v - low) / (high - low)}, rounded and
 * clipped to 0..255. The channels of a colour image share one range, others have one each. A channel without any contrast
 * becomes black.
 *
 * <p>One channel is repeated three times; two become red and green; of more, the first three are red, green and blue.
 */
public sealed interface IntensityRule {
    /** Values as they are, rounded and clipped to 0..255. */
    record AsIs() implements IntensityRule {}

    /** From the smallest to the largest value. */
    record FullRange() implements IntensityRule {}

    /**
     * Between two percentiles of the values (linear interpolation, as numpy's default).
     *
     * @param low percent, 0 to 100
     * @param high percent, greater than low, at most 100
     */
    record Percentile(double low, double high) implements IntensityRule {
        public Percentile {
            if (!(low >= 0 && low < high && high <= 100)) {
                throw new UserError("Percentiles " + low + " and " + high + " are no range within 0 to 100.");
            }
        }
    }

    /**
     * A fixed window of values, as radiologists set it for CT.
     *
     * @param center middle of the window, finite
     * @param width of the window, positive and finite
     */
    record Window(double center, double width) implements IntensityRule {
        public Window {
            if (!(Double.isFinite(center) && width > 0 && Double.isFinite(width))) {
                throw new UserError("The intensity window " + center + " +- " + width / 2 + " is empty.");
            }
        }
    }

    /** {@link AsIs} for 8-bit images; the 0.5 to 99.5 percentile for all others. */
    static IntensityRule suitedTo(Image image) {
        return image.type() == SampleType.UINT8 ? new AsIs() : new Percentile(0.5, 99.5);
    }

    /**
     * An image by the rule that suits it.
     *
     * @param name what errors call it
     * @throws UserError when it has values that are not finite
     */
    static RgbImage rgb(Image image, String name) {
        try {
            return suitedTo(image).apply(image);
        } catch (UserError e) {
            throw new UserError("Cannot use " + name + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #apply(Image, NonFinite)}, refusing values that are not finite. */
    default RgbImage apply(Image image) {
        return apply(image, NonFinite.REFUSE);
    }

    /**
     * The image in 8-bit RGB.
     *
     * @throws UserError counting the pixels that are NaN or infinite, where they are refused
     */
    default RgbImage apply(Image image, NonFinite nonFinite) {
        return IntensityScaling.apply(this, image, nonFinite);
    }
}
