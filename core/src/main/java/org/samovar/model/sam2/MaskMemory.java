package org.samovar.model.sam2;

/** How the mask of a prompted frame enters its memory. */
public enum MaskMemory {
    /** As probabilities: in training, and on frames without prompts always. */
    SOFT,
    /** As what the user saw, 0 or 1: the default of the published video predictor ({@code binarize_mask_from_pts_for_mem_enc}). */
    BINARY
}
