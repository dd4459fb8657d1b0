/**
 * MobileSAM (Zhang et al. 2023): SAM with a TinyViT image encoder.
 *
 * <p>Entry: {@link org.samovar.model.mobilesam.MobileSam}, sized by {@link org.samovar.model.mobilesam.MobileSamConfig}. Axes: B images
 * (or windows of images), C channels, H W space, Q heads, N tokens of a window, E width of a head.
 *
 * <p>May depend on {@code model.sam} for all that follows the image encoder, on {@code model}, {@code nn}, {@code tensor} and what is
 * above them. Tests: {@code MobileSamKeysTest}, {@code MobileSamParityTest}.
 */
@NullMarked
package org.samovar.model.mobilesam;

import org.jspecify.annotations.NullMarked;
