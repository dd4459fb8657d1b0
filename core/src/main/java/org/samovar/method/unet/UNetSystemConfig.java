package org.samovar.method.unet;

import org.samovar.geometry.Spacing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.nn.PerAxis;
import org.samovar.nn.unet.UNetConfig;

/**
 * The measures of a {@link UNetSystem}.
 *
 * @param patch in multiples of the network's strides
 * @param intensities of its input
 * @param network M inputs, K outputs
 */
public record UNetSystemConfig(PatchShape patch, Intensities intensities, UNetConfig network) {
    private static final int LAPTOP_WIDTH = 16;
    private static final int LAPTOP_WIDEST = 128;

    public UNetSystemConfig {
        PerAxis divisor = network.divisor();
        if (network.inputs() != patch.modalities()
                || patch.depth() % divisor.depth() != 0
                || patch.height() % divisor.height() != 0
                || patch.width() % divisor.width() != 0) {
            throw new IllegalArgumentException("a patch of " + patch + " does not fit strides of " + divisor);
        }
    }

    /**
     * nnU-Net's defaults.
     *
     * @param patch grows to the next multiples of the strides
     * @param spacing of the training data
     * @param classes K, with the background
     */
    public static UNetSystemConfig nnunet(PatchShape patch, Spacing spacing, int classes) {
        return fitting(patch, UNetConfig.nnunet(patch.modalities(), classes, sizes(patch), spacing));
    }

    /** The same with 16 to 128 channels, for computers without a GPU. */
    public static UNetSystemConfig laptop(PatchShape patch, Spacing spacing, int classes) {
        int m = patch.modalities();
        return fitting(patch, UNetConfig.planned(m, classes, sizes(patch), spacing, LAPTOP_WIDTH, LAPTOP_WIDEST));
    }

    private static PerAxis sizes(PatchShape patch) {
        return new PerAxis(patch.depth(), patch.height(), patch.width());
    }

    private static UNetSystemConfig fitting(PatchShape patch, UNetConfig network) {
        PerAxis divisor = network.divisor();
        PatchShape grown = new PatchShape(
                patch.modalities(),
                multiple(patch.depth(), divisor.depth()),
                multiple(patch.height(), divisor.height()),
                multiple(patch.width(), divisor.width()));
        return new UNetSystemConfig(grown, Intensities.Z_SCORE, network);
    }

    private static int multiple(int length, int of) {
        return (length + of - 1) / of * of;
    }
}
