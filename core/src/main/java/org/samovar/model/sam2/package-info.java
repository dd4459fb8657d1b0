/**
 * SAM 2 and 2.1: a Hiera image encoder with a feature pyramid, SAM's prompt encoder, a mask decoder that also sees fine features, and
 * the memory that follows objects from frame to frame.
 *
 * <p>Entry: {@link org.samovar.model.sam2.Sam2}, configured by {@link org.samovar.model.sam2.Sam2Config}; {@link
 * org.samovar.model.sam2.FrameStep} for videos. Reference: facebookresearch/sam2 at 2b90b9f, {@code sam2/modeling}. Further letters of
 * axes: D channels of maps and pointers, M of memories, N cells of a map, S side of the input.
 *
 * <p>May depend on {@code model}, {@code nn}, {@code tensor} and what is above them. Tests: {@code Sam2ParityTest}, {@code Sam2VideoParityTest}, {@code
 * Sam2KeysTest}, {@code FrameStepGradientTest}.
 */
@NullMarked
package org.samovar.model.sam2;

import org.jspecify.annotations.NullMarked;
