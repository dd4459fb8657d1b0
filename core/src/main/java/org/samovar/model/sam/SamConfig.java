package org.samovar.model.sam;

import java.util.Set;

/**
 * The measures of SAM.
 *
 * @param imageSize S, side of the input in pixels, a multiple of 16
 * @param width C, channels of the image encoder
 * @param depth number of its blocks
 * @param heads Q, a divisor of {@code width}
 * @param globalBlocks indices of the blocks that attend over the whole image; all others attend within windows
 */
public record SamConfig(int imageSize, int width, int depth, int heads, Set<Integer> globalBlocks) {
    private static final int IMAGE_SIZE = 1024;

    public SamConfig {
        if (imageSize % ImageEncoder.PATCH != 0 || width % heads != 0) {
            throw new IllegalArgumentException(
                    "image size " + imageSize + ", width " + width + " and " + heads + " heads do not fit together");
        }
        globalBlocks = Set.copyOf(globalBlocks);
    }

    /** ViT-B: 93.7 million parameters. */
    public static SamConfig vitB() {
        return new SamConfig(IMAGE_SIZE, 768, 12, 12, Set.of(2, 5, 8, 11));
    }

    /** ViT-L: 312.3 million parameters. */
    public static SamConfig vitL() {
        return new SamConfig(IMAGE_SIZE, 1024, 24, 16, Set.of(5, 11, 17, 23));
    }

    /** ViT-H: 641.1 million parameters. */
    public static SamConfig vitH() {
        return new SamConfig(IMAGE_SIZE, 1280, 32, 16, Set.of(7, 15, 23, 31));
    }

    /** The same network for another input size. */
    public SamConfig withImageSize(int side) {
        return new SamConfig(side, width, depth, heads, globalBlocks);
    }

    /** How far a block attends. */
    EncoderBlock.Reach reach(int block) {
        return globalBlocks.contains(block) ? EncoderBlock.Reach.WHOLE_IMAGE : EncoderBlock.Reach.WINDOWS;
    }

    /** Patches along a side of the input. */
    int grid() {
        return imageSize / ImageEncoder.PATCH;
    }
}
