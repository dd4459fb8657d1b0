/**
 * SAM 2 and 2.1: a Hiera image encoder with a feature pyramid, SAM's prompt encoder and a mask decoder that also sees fine features.
 *
 * <p>Entry: {@link org.samovar.model.sam2.Sam2}, configured by {@link org.samovar.model.sam2.Sam2Config}. Reference:
 * facebookresearch/sam2 at 2b90b9f, {@code sam2/modeling}. The memory of videos is bound to its keys here; what it computes comes with
 * volumes.
 *
 * <p>May depend on {@code model}, {@code nn}, {@code tensor} and what is above them. Tests: {@code Sam2ParityTest}, {@code Sam2KeysTest}.
 */
@NullMarked
package org.samovar.model.sam2;

import org.jspecify.annotations.NullMarked;
