package org.samovar.method.unet;

/**
 * The choices that a {@link UNetSystem} leaves open, as configs and files of weights name them.
 *
 * @param firstWidth channels of the first stage; each further one has twice as many
 * @param widest most channels of a stage
 * @param sliceSpacing distance of the slices of the training data, where that of pixels in a slice is 1
 */
public record UNetOptions(int firstWidth, int widest, double sliceSpacing) {
    private static final int MOST = 4096;
    private static final double FARTHEST = 1000;

    public UNetOptions {
        boolean isSane = sliceSpacing >= 1 / FARTHEST && sliceSpacing <= FARTHEST;
        if (firstWidth < 1 || widest < firstWidth || widest > MOST || !isSane) {
            throw new IllegalArgumentException(
                    "widths from " + firstWidth + " to " + widest + " and a slice spacing of " + sliceSpacing);
        }
    }

    /** nnU-Net's for images: 32 to 512 channels. */
    public static UNetOptions images() {
        return new UNetOptions(32, 512, 1);
    }

    /** 16 to 128 channels, for computers without a GPU. */
    public static UNetOptions laptop(double sliceSpacing) {
        return new UNetOptions(16, 128, sliceSpacing);
    }
}
