/**
 * What the mask decoders of SAM and SAM 2 have in common: prompts become tokens, tokens and image attend to each other, tokens
 * become masks.
 *
 * <p>Entry: {@link org.samovar.model.decoder.PromptEncoder}, {@link org.samovar.model.decoder.TwoWayTransformer},
 * {@link org.samovar.model.decoder.MaskUpscaling} and {@link org.samovar.model.decoder.MaskHypernetworks}, each with the keys that
 * it has in the files of both families. Axes: P prompts, N points, T tokens, Q heads, E width of a head, C channels, H W the grid
 * of the image embedding.
 *
 * <p>May depend on {@code model}, {@code nn}, {@code tensor} and what is above them; the families below use it. Tests: {@code
 * src/test/java/org/samovar/model/decoder} and the parity tests of the families.
 */
@NullMarked
package org.samovar.model.decoder;

import org.jspecify.annotations.NullMarked;
