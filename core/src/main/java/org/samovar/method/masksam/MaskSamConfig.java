package org.samovar.method.masksam;

import java.util.List;
import org.samovar.nn.adapt.Adapter;

/**
 * The measures and choices of MaskSAM. Where the paper and its released code differ, there is a choice of both
 * (docs/adr/0019-masksam.md).
 *
 * @param queries N, masks that it makes of a slice; more than there can be classes in one
 * @param stem what makes the backbone's three channels
 * @param generator what makes the prompts
 * @param adaptation what is added inside of the backbone
 * @param learning how the parts of the loss weigh
 */
public record MaskSamConfig(int queries, Stem stem, Generator generator, Adaptation adaptation, Learning learning) {
    /** What three channels are made of beside convolutions. */
    public enum Shortcut {
        /** Nothing. */
        NONE,
        /** The mean of the modalities, in each of the three, so that the backbone sees the patch as it is from the first step on. */
        GRAY
    }

    /**
     * Of any number of modalities three channels.
     *
     * @param width channels between, wider than both ends
     * @param upsampling pixels of the backbone's input along a side of one of the patch: 1, 2 or 4
     * @param shortcut what is added to what the convolutions make; they start with zeros beside one
     */
    public record Stem(int width, int upsampling, Shortcut shortcut) {
        public Stem {
            if (width < 1 || upsampling != 1 && upsampling != 2 && upsampling != 4) {
                throw new IllegalArgumentException(
                        "the stem is " + width + " wide and scales by " + upsampling + ", not by 1, 2 or 4");
            }
        }
    }

    /** What a query is prompted with: the prompt generators of figure 2. */
    public enum Prompts {
        /** Figure 2 (a), B1: a learned mask and its box. */
        MASK,
        /** Figure 2 (b), B2: a learned box, and no mask. */
        BOX,
        /** Figure 2 (c), B3: a learned mask and a learned box. */
        MASK_AND_BOX,
        /** Figure 2 (d), B4 to B9: a learned mask, and the mean of a learned box and the mask's. */
        MASK_AND_MEAN_BOX;

        /** Whether masks are learned. */
        public boolean hasMasks() {
            return this != BOX;
        }

        /** Whether boxes are learned. */
        public boolean hasBoxes() {
            return this != MASK;
        }
    }

    /** What a mask prompt is made of. */
    public enum MaskPrompts {
        /** Zeros and ones (section 2.8). */
        BINARY,
        /** The logits, as SAM was trained with; the auxiliary masks learn from the final ones as well. */
        LOGITS
    }

    /** How boxes and class tokens are read off the levels of the generator. */
    public enum Heads {
        /** MLPs on levels pooled to 2 x 2 cells for boxes and to one for tokens (section 2.4). */
        MLP,
        /** Released code: normalised convolutions, and tokens whose channels are the cells of a grid, 16 x 16 for 256. */
        CONVOLUTION
    }

    /**
     * The prompt generator.
     *
     * @param widths channels of its levels, that of the patch's own size first; the last stands for all coarser ones
     * @param convolutions of a level
     * @param prompts what a query is prompted with
     * @param maskPrompts what a mask prompt is made of
     * @param heads how boxes and class tokens are made
     * @param supervisedLevels levels that give auxiliary masks to learn from, the finest first: 3 with deep supervision, 1 without
     */
    public record Generator(
            List<Integer> widths,
            int convolutions,
            Prompts prompts,
            MaskPrompts maskPrompts,
            Heads heads,
            int supervisedLevels) {
        public Generator {
            widths = List.copyOf(widths);
            if (widths.isEmpty() || convolutions < 1 || supervisedLevels < 1) {
                throw new IllegalArgumentException("the generator needs widths, convolutions and supervised levels");
            }
        }

        /** Channels of the level whose cells are 2^i pixels of the patch wide. */
        int width(int i) {
            return widths.get(Math.min(i, widths.size() - 1));
        }
    }

    /** What an adapter does beside narrowing and widening. */
    public enum Adapters {
        /** Nothing: B1 to B5. */
        PLAIN,
        /** An MLP along the depth after it: B6. */
        DEPTH_MLP_AFTER,
        /** An MLP along the depth before it: B7. */
        DEPTH_MLP_BEFORE,
        /** An MLP along the depth in its middle, DMLPAdapter: B8, and for prompts B9. */
        DEPTH_MLP,
        /** A depthwise convolution in its middle, DConvAdapter: B9. It needs a grid, so that it is for images only. */
        DEPTH_CONVOLUTION
    }

    /** Whether patches and cells have learned positions in the depth. */
    public enum DepthPositions {
        WITHOUT,
        WITH
    }

    /**
     * What is added inside of the backbone.
     *
     * @param images adapters of what has a grid
     * @param prompts adapters of tokens
     * @param positions in the depth
     * @param start of the adapters; random in the released code
     */
    public record Adaptation(Adapters images, Adapters prompts, DepthPositions positions, Adapter.Start start) {
        public Adaptation {
            if (prompts == Adapters.DEPTH_CONVOLUTION) {
                throw new IllegalArgumentException("tokens have no grid to convolve");
            }
        }
    }

    /** What auxiliary masks are to the loss. */
    public enum AuxiliaryMasks {
        /** Logits. */
        LOGITS,
        /** Released code: probabilities that are taken for logits, so that they pass two sigmoids. */
        PROBABILITIES
    }

    /**
     * The weights of the loss, which are those of the matching's costs, and the points that masks are compared at.
     *
     * @param classes of the cross entropy of classes
     * @param noObject of queries without a target in it
     * @param entropy of the binary cross entropy of masks
     * @param dice of their Dice loss
     * @param auxiliaryEntropy the same of auxiliary masks
     * @param auxiliaryDice the same of auxiliary masks
     * @param boxDistance of the L1 distance of boxes
     * @param boxOverlap of their generalised IoU
     * @param points of a mask; 0 for every pixel
     * @param oversampling of points to choose the most doubtful from
     * @param importance share of the points that are chosen so
     * @param auxiliaryMasks what these are to the loss
     */
    public record Learning(
            double classes,
            double noObject,
            double entropy,
            double dice,
            double auxiliaryEntropy,
            double auxiliaryDice,
            double boxDistance,
            double boxOverlap,
            int points,
            double oversampling,
            double importance,
            AuxiliaryMasks auxiliaryMasks) {
        /** Those of the released code for ACDC and Synapse, with another number of points. */
        public static Learning published(int points) {
            return new Learning(0.2, 0.1, 1.5, 1.5, 0.5, 0.5, 0.5, 0.2, points, 2, 0.75, AuxiliaryMasks.LOGITS);
        }
    }

    public MaskSamConfig {
        if (queries < 1) {
            throw new IllegalArgumentException("at least one query is needed");
        }
    }
}
