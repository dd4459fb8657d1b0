package org.samovar.method.sam2sgp;

import org.samovar.geometry.UserError;
import org.samovar.model.sam2.Sam2Config;

/**
 * The parts of a SAM2-SGP network; each can be left out, as in the paper's ablation (table V).
 *
 * @param backbone with a memory
 * @param loraRank of what is added to queries and values of the frozen encoder; 0 for nothing
 * @param pseudoMask whether the support set guides the first mask (PMG)
 * @param refinement what becomes of the first mask (PMA)
 * @param supportMasks how the masks of the support set enter the memory
 */
public record SgpConfig(
        Sam2Config backbone, int loraRank, PseudoMask pseudoMask, Refinement refinement, SupportMasks supportMasks) {
    /** The rank of the released code. */
    public static final int LORA_RANK = 16;

    /** Where the first mask comes from. */
    public enum PseudoMask {
        /** Pseudo-mask generation: the image is seen beside the memories of its support set. */
        FROM_SUPPORT,
        /** The image alone: what is found is what was found in training. */
        FROM_IMAGE
    }

    /** What becomes of the first mask. */
    public enum Refinement {
        /** Pseudo-mask attention: its box prompts a second decoder, whose attention it guides. */
        MASK_ATTENTION,
        /** The second decoder as released: the softmax over a single channel is one everywhere, so that the mask guides nothing. */
        BOX_ALONE,
        /** It is the answer. */
        NONE
    }

    /** What the memory encoder gets for a mask that is given. */
    public enum SupportMasks {
        /** -10 and 10, as SAM 2 remembers masks of users and as a sure prediction is remembered. */
        CERTAIN,
        /** The released code in training takes the mask itself for a logit: sigmoid of 0 and 1 stretched to 0 and 4.6. */
        AS_LOGITS
    }

    public SgpConfig {
        if (backbone.memory() != Sam2Config.Memory.WITH) {
            throw new UserError("SAM2-SGP needs a network with a memory.", "Take one of the SAM 2 family.");
        }
        if (loraRank < 0) {
            throw new IllegalArgumentException("LoRA of rank " + loraRank);
        }
        // the first mask token alone is trained: whichever of several masks is stable is no function that can be
        // learned
        backbone = backbone.with(Sam2Config.SingleMask.FIRST_TOKEN);
    }

    /** The paper's network. */
    public static SgpConfig of(Sam2Config backbone) {
        return new SgpConfig(
                backbone, LORA_RANK, PseudoMask.FROM_SUPPORT, Refinement.MASK_ATTENTION, SupportMasks.CERTAIN);
    }

    public SgpConfig with(PseudoMask other) {
        return new SgpConfig(backbone, loraRank, other, refinement, supportMasks);
    }

    public SgpConfig with(Refinement other) {
        return new SgpConfig(backbone, loraRank, pseudoMask, other, supportMasks);
    }

    public SgpConfig withLoraRank(int other) {
        return new SgpConfig(backbone, other, pseudoMask, refinement, supportMasks);
    }

    public SgpConfig with(SupportMasks other) {
        return new SgpConfig(backbone, loraRank, pseudoMask, refinement, other);
    }
}
