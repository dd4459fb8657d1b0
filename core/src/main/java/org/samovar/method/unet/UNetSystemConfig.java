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
     * The network that nnU-Net's rule gives a patch.
     *
     * @param patch grows to the next multiples of the strides
     * @param classes K, with the background
     */
    public static UNetSystemConfig of(PatchShape patch, int classes, Intensities intensities, UNetOptions options) {
        UNetConfig network = UNetConfig.planned(
                patch.modalities(),
                classes,
                new PerAxis(patch.depth(), patch.height(), patch.width()),
                new Spacing(1, 1, options.sliceSpacing(), "pixel"),
                options.firstWidth(),
                options.widest());
        PerAxis divisor = network.divisor();
        PatchShape grown = new PatchShape(
                patch.modalities(),
                multiple(patch.depth(), divisor.depth()),
                multiple(patch.height(), divisor.height()),
                multiple(patch.width(), divisor.width()));
        return new UNetSystemConfig(grown, intensities, network);
    }

    private static int multiple(int length, int of) {
        return (length + of - 1) / of * of;
    }
}
