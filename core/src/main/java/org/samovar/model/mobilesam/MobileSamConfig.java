package org.samovar.model.mobilesam;

import java.util.List;

/**
 * The measures of MobileSAM; each list has an entry for each of the four stages, the first of which is convolutional.
 *
 * @param imageSize S, side of the input in pixels, a multiple of 16
 * @param widths C, channels
 * @param depths number of blocks
 * @param heads Q; the first entry is not used
 * @param windows side of the attention windows; the first entry is not used
 */
public record MobileSamConfig(
        int imageSize, List<Integer> widths, List<Integer> depths, List<Integer> heads, List<Integer> windows) {
    public MobileSamConfig {
        widths = List.copyOf(widths);
        depths = List.copyOf(depths);
        heads = List.copyOf(heads);
        windows = List.copyOf(windows);
    }

    /** The published network: 10.1 million parameters. */
    public static MobileSamConfig vitT() {
        return new MobileSamConfig(
                1024, List.of(64, 128, 160, 320), List.of(2, 2, 6, 2), List.of(2, 4, 5, 10), List.of(7, 7, 14, 7));
    }
}
