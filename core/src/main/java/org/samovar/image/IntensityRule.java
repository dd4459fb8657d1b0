package org.samovar.image;

import java.util.List;
import org.samovar.geometry.UserError;

/**
 * How the values of an image become the 8-bit RGB that networks take: {@code 255 * (v - low) / (high - low)}, rounded and
 * clipped to 0..255. Values that are not finite have no part in finding low and high. The channels of a colour image share one range, others have one each. A channel without any contrast
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

    /**
     * From three standard deviations below the mean to three above it, of values that are trimmed first (paper 003,
     * supplement, data processing: trimmed by {@link Percentile} 0.5 to 99.5 in MRI, X-ray, ultrasound, mammography and OCT,
     * by {@link Window} in CT, and not at all, {@link FullRange}, by default). The paper's networks take the z-scores
     * themselves; here they are put into 8 bits.
     *
     * @param trim to the range of this rule, one that finds it without a mean
     */
    record ZScore(IntensityRule trim) implements IntensityRule {
        /** Standard deviations on either side that the 8 bits hold. */
        static final double REACH = 3;

        public ZScore {
            if (trim instanceof ZScore || trim instanceof Fixed) {
                throw new IllegalArgumentException("z-scores of " + trim);
            }
        }
    }

    /**
     * Ranges found before, such as those of a whole volume for its slices.
     *
     * @param channels a range each; one alone is for all
     */
    record Fixed(List<Range> channels) implements IntensityRule {
        public Fixed {
            channels = List.copyOf(channels);
            if (channels.isEmpty()) {
                throw new IllegalArgumentException("no range");
            }
        }
    }

    /**
     * What becomes of the values of a channel.
     *
     * @param low becomes 0
     * @param high becomes 255; where it is not greater than low, all becomes 0
     * @param least smaller values are taken for it
     * @param most greater values are taken for it
     */
    record Range(double low, double high, double least, double most) {
        static Range of(double low, double high) {
            return new Range(low, high, low, high);
        }
    }

    /** {@link AsIs} for 8-bit images; the 0.5 to 99.5 percentile for all others. */
    static IntensityRule suitedTo(Image image) {
        return suitedTo(image.type());
    }

    /** As {@link #suitedTo(Image)}, by the samples alone. */
    static IntensityRule suitedTo(SampleType type) {
        return type == SampleType.UINT8 ? new AsIs() : new Percentile(0.5, 99.5);
    }

    /**
     * This rule with the ranges of a whole volume, so that all slices become gray alike. They are found from about four
     * million values, spread evenly, where it has more.
     */
    default IntensityRule over(Volume volume) {
        return IntensityScaling.over(this, volume);
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
