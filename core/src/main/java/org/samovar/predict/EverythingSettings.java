package org.samovar.predict;

import org.samovar.geometry.UserError;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;

/**
 * How everything in an image is found.
 *
 * @param style how the network was trained to take prompts
 * @param precision of its products
 * @param device where the network's weights are
 * @param tiling where it looks and is clicked
 * @param pointsPerBatch clicks that are decoded at once, at least 1
 * @param limits which masks are kept
 */
public record EverythingSettings(
        PromptStyle style,
        Precision precision,
        ComputeDevice device,
        Tiling tiling,
        int pointsPerBatch,
        Limits limits) {
    /**
     * Which masks are kept, and what of them.
     *
     * @param score masks with a lower estimate of their IoU are dropped
     * @param stability masks with a lower {@link Segment#stability()} are dropped
     * @param stabilityOffset the two thresholds of the stability lie this much above and below 0
     * @param overlap of two masks that overlap more, the one with the lower score is dropped, 0 to 1; IoU of their boxes for
     *     {@link Tiling.Crops}, of the masks themselves for {@link Tiling.Adaptive}
     * @param area specks and holes of masks of fewer pixels are removed; 0 for none
     */
    public record Limits(double score, double stability, double stabilityOffset, double overlap, int area) {
        public Limits {
            if (area < 0) {
                throw new IllegalArgumentException(area + " pixels");
            }
        }

        /** The same with another least score. */
        public Limits withScore(double other) {
            return new Limits(other, stability, stabilityOffset, overlap, area);
        }
    }

    public EverythingSettings {
        if (pointsPerBatch < 1) {
            throw new IllegalArgumentException(pointsPerBatch + " points");
        }
    }

    /** The defaults of the published generators (segment-anything, {@code SamAutomaticMaskGenerator.__init__}). */
    public static EverythingSettings published() {
        return new EverythingSettings(
                PromptStyle.SPARSE,
                Precision.FLOAT32,
                ComputeDevice.CPU,
                Tiling.Crops.published(),
                64,
                new Limits(0.88, 0.95, 1.0, 0.7, 0));
    }

    /** For {@code samovar-nano}; limits chosen on nuclei that were held out of its training. */
    public static EverythingSettings nano() {
        return new EverythingSettings(
                PromptStyle.DENSE,
                Precision.FLOAT32,
                ComputeDevice.CPU,
                new Tiling.Adaptive(4, 3, 1, 0.1, 0.125, 0.68),
                64,
                new Limits(0.15, 0.3, 1.0, 0.1, 0));
    }

    public EverythingSettings withTiling(Tiling other) {
        return new EverythingSettings(style, precision, device, other, pointsPerBatch, limits);
    }

    public EverythingSettings withLimits(Limits other) {
        return new EverythingSettings(style, precision, device, tiling, pointsPerBatch, other);
    }

    /**
     * The same, with another limit of how sure the network must be of a mask: {@link Limits#score} for {@link Tiling.Crops},
     * {@link Tiling.Adaptive#minScore} for {@link Tiling.Adaptive}, whose first filter stays.
     *
     * @param score 0 to 1
     * @throws UserError when it is not
     */
    public EverythingSettings withLeastScore(double score) {
        double checked = checkedScore(score);
        return tiling instanceof Tiling.Adaptive adaptive
                ? withTiling(adaptive.withMinScore(checked))
                : withLimits(limits.withScore(checked));
    }

    /** A least score that a user asks for. @throws UserError when it is not between 0 and 1 */
    public static double checkedScore(double score) {
        if (score >= 0 && score <= 1) {
            return score;
        }
        throw new UserError(
                "The least score must be between 0 and 1, but is " + score + ".", "For 60 percent, enter 0.6.");
    }

    public EverythingSettings withPrecision(Precision other) {
        return new EverythingSettings(style, other, device, tiling, pointsPerBatch, limits);
    }

    public EverythingSettings withDevice(ComputeDevice other) {
        return new EverythingSettings(style, precision, other, tiling, pointsPerBatch, limits);
    }

    /** Opens a scope in which the network runs as these settings say. */
    Scope scope() {
        return Scope.inference(precision, device);
    }
}
