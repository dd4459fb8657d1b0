/**
 * MaskSAM (paper under review at ICLR 2025, "Auto-prompt SAM with mask classification for medical image segmentation"): a prompt generator
 * inside of a frozen SAM makes auxiliary masks, boxes and class tokens for N queries, the mask decoder makes a mask and a class of each, and
 * adapters let all of it see through the depth.
 *
 * <p>Entry: {@link org.samovar.method.masksam.MaskSam}, built by a {@link org.samovar.method.masksam.MaskSamConfig}. Axis letters: B
 * patches, M modalities, N queries, K classes with the background as class 0, D H W space of a patch, C channels, S side of the backbone's
 * input, P = B D N prompts of the decoder, the patches outermost.
 *
 * <p>May depend on {@code method}, {@code model}, {@code nn} and what is above them. Tests: {@code
 * src/test/java/org/samovar/method/masksam} and {@code src/test/java/org/samovar/train/objective}.
 */
@NullMarked
package org.samovar.method.masksam;

import org.jspecify.annotations.NullMarked;
