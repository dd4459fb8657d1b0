/**
 * SAM (Kirillov et al. 2023) with its image encoders ViT-B, ViT-L and ViT-H.
 *
 * <p>Entry: {@link org.samovar.model.sam.Sam}, sized by {@link org.samovar.model.sam.SamConfig}. Axes: B images, C channels, H W the
 * grid of image patches, Q heads, N tokens, E width of a head, P prompts, K masks of a prompt.
 *
 * <p>May depend on {@code model}, {@code model.decoder}, {@code nn}, {@code tensor} and what is above them. Tests: {@code SamKeysTest}
 * (keys and shapes of the published files), {@code SamParityTest} (outputs of the published code).
 */
@NullMarked
package org.samovar.model.sam;

import org.jspecify.annotations.NullMarked;
