package org.samovar.method.rfmedsam2;

/**
 * The U-Net of step 0; kernels and strides follow nnU-Net's rule.
 *
 * @param sight what it sees at a time; the paper's is the volume
 * @param firstWidth channels of the finest stage; each further one has twice as many
 * @param widest most channels of a stage
 * @param sliceSpacing distance of the slices of the training data, where that of pixels in a slice is 1
 */
public record GeneratorOptions(Sight sight, int firstWidth, int widest, double sliceSpacing) {
    private static final int MOST = 4096;
    private static final double FARTHEST = 1000;

    /** What the U-Net sees at a time (table 7). */
    public enum Sight {
        /** The patch. */
        VOLUME,
        /** Each slice by itself. */
        SLICES
    }

    public GeneratorOptions {
        boolean isSane = sliceSpacing >= 1 / FARTHEST && sliceSpacing <= FARTHEST;
        if (firstWidth < 1 || widest < firstWidth || widest > MOST || !isSane) {
            throw new IllegalArgumentException("a U-Net of widths from " + firstWidth + " to " + widest
                    + " and a slice spacing of " + sliceSpacing);
        }
    }
}
