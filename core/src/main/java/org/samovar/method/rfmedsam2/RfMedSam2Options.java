package org.samovar.method.rfmedsam2;

import java.util.Optional;

/**
 * What can be chosen of an {@link RfMedSam2}: the switches of the paper's comparisons, and what it leaves open.
 *
 * @param generator the U-Net of step 0
 * @param prompts what SAM 2 is told of an object
 * @param adapters what is added inside of SAM 2
 * @param frames which slices a slice remembers in step 2
 * @param objectScore whether SAM 2's opinion of an object's presence counts
 * @param steps 2 as in the paper, or 1 without the refinement by memory (table 5)
 * @param enlargement how much larger SAM 2 sees the slices than they are; 1 in the paper, whose slices are large
 * @param refined on how many consecutive slices SAM 2 learns, of one patch of a batch, drawn anew each time; empty for all slices of all
 *     patches as in the paper. The U-Net learns on all patches, which costs much less, and in use SAM 2 sees all slices
 */
public record RfMedSam2Options(
        GeneratorOptions generator,
        Prompts prompts,
        Adapters adapters,
        Frames frames,
        ObjectScore objectScore,
        int steps,
        int enlargement,
        Optional<Integer> refined) {
    private static final int LAST_STEP = 2;
    private static final int MOST_ENLARGED = 16;

    public RfMedSam2Options {
        if (steps < 1 || steps > LAST_STEP || enlargement < 1 || enlargement > MOST_ENLARGED) {
            throw new IllegalArgumentException(steps + " steps on slices enlarged " + enlargement + " times");
        }
        if (refined.isPresent() && refined.get() < 1) {
            throw new IllegalArgumentException("SAM 2 cannot learn on " + refined.get() + " slices of a patch");
        }
    }

    /** The paper's: nnU-Net's widths, which make the 46 M parameters of table 8. */
    public static RfMedSam2Options paper(double sliceSpacing) {
        return new RfMedSam2Options(
                new GeneratorOptions(GeneratorOptions.Sight.VOLUME, 32, 320, sliceSpacing),
                Prompts.BOXES_AND_MASKS,
                Adapters.ALL,
                Frames.PRECEDING,
                ObjectScore.OFF,
                LAST_STEP,
                1,
                Optional.empty());
    }
}
