package org.samovar.model.sam2;

import java.util.List;

/**
 * The sizes of a SAM 2 network.
 *
 * @param version which release; 2.1 has three parameters more than 2.0
 * @param imageSize side of the square input in pixels, a multiple of 32
 * @param embedDim channels of the first stage; they double from stage to stage
 * @param heads attention heads of the first stage; they double from stage to stage
 * @param stages blocks of each of the four stages
 * @param globalBlocks indices of the blocks that attend to the whole map
 * @param windows side of the attention windows of each stage
 * @param background side of the learned position map that is stretched over the image
 * @param width channels of the feature pyramid, the prompts and the decoder; a multiple of 64 with a memory
 * @param decoderMlp width of the hidden layer in the transformers of decoder and memory
 * @param memory whether the video memory is there
 * @param singleMask which mask answers for {@link org.samovar.model.MaskOutput#SINGLE}
 */
public record Sam2Config(
        Version version,
        int imageSize,
        int embedDim,
        int heads,
        List<Integer> stages,
        List<Integer> globalBlocks,
        List<Integer> windows,
        int background,
        int width,
        int decoderMlp,
        Memory memory,
        SingleMask singleMask) {
    /** Releases. */
    public enum Version {
        SAM_2_0,
        SAM_2_1
    }

    /** Whether the video memory is there. */
    public enum Memory {
        WITH,
        WITHOUT
    }

    /** Which mask answers when one is asked for. */
    public enum SingleMask {
        /** That of the first mask token. */
        FIRST_TOKEN,
        /** That of the first token where it is stable, otherwise the best of the other three: the packages' default. */
        STABLE
    }

    public Sam2Config {
        stages = List.copyOf(stages);
        globalBlocks = List.copyOf(globalBlocks);
        windows = List.copyOf(windows);
        if (memory == Memory.WITH && width % VideoMemory.WIDTH != 0) {
            throw new IllegalArgumentException("A pointer of " + width + " channels is not cut into tokens of memory");
        }
    }

    private static Sam2Config published(
            Version version,
            int embedDim,
            int heads,
            List<Integer> stages,
            List<Integer> global,
            List<Integer> windows,
            int background) {
        return new Sam2Config(
                version,
                1024,
                embedDim,
                heads,
                stages,
                global,
                windows,
                background,
                256,
                2048,
                Memory.WITH,
                SingleMask.STABLE);
    }

    /** Hiera-T, 39 M parameters. */
    public static Sam2Config tiny(Version version) {
        return published(version, 96, 1, List.of(1, 2, 7, 2), List.of(5, 7, 9), List.of(8, 4, 14, 7), 7);
    }

    /** Hiera-S, 46 M parameters. */
    public static Sam2Config small(Version version) {
        return published(version, 96, 1, List.of(1, 2, 11, 2), List.of(7, 10, 13), List.of(8, 4, 14, 7), 7);
    }

    /** Hiera-B+, 81 M parameters. */
    public static Sam2Config basePlus(Version version) {
        return published(version, 112, 2, List.of(2, 3, 16, 3), List.of(12, 16, 20), List.of(8, 4, 14, 7), 14);
    }

    /** Hiera-L, 224 M parameters. */
    public static Sam2Config large(Version version) {
        return published(version, 144, 2, List.of(2, 6, 36, 4), List.of(23, 33, 43), List.of(8, 4, 16, 8), 7);
    }

    /** The embedded model: 6.7 M parameters, looks at windows of 128 x 128 pixels. */
    public static Sam2Config nano() {
        return new Sam2Config(
                Version.SAM_2_1,
                128,
                48,
                1,
                List.of(1, 2, 5, 2),
                List.of(5, 7, 9),
                List.of(8, 4, 8, 4),
                7,
                128,
                512,
                Memory.WITHOUT,
                SingleMask.FIRST_TOKEN);
    }

    /** The same network for inputs of another size, a multiple of 32. */
    public Sam2Config withImageSize(int other) {
        return new Sam2Config(
                version,
                other,
                embedDim,
                heads,
                stages,
                globalBlocks,
                windows,
                background,
                width,
                decoderMlp,
                memory,
                singleMask);
    }

    /** The same network with another rule for single masks. */
    public Sam2Config with(SingleMask rule) {
        return with(decoderMlp, memory, rule);
    }

    /** The same network with a video memory, and another width of the MLPs in decoder and memory. */
    public Sam2Config withMemory(int otherDecoderMlp) {
        return with(otherDecoderMlp, Memory.WITH, singleMask);
    }

    private Sam2Config with(int otherDecoderMlp, Memory otherMemory, SingleMask rule) {
        return new Sam2Config(
                version,
                imageSize,
                embedDim,
                heads,
                stages,
                globalBlocks,
                windows,
                background,
                width,
                otherDecoderMlp,
                otherMemory,
                rule);
    }

    /** Channels of stage i. */
    int stageWidth(int stage) {
        return embedDim << stage;
    }
}
