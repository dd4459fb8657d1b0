/**
 * RFMedSAM 2 (Xie et al.): a U-Net prompts SAM 2 slice by slice, and SAM 2 refines what it found twice, with adapters in all of its parts.
 * There is no published code; the paper is the only source, and what it leaves open is said where it is decided.
 *
 * <p>Entry: {@link org.samovar.method.rfmedsam2.RfMedSam2}, configured by {@link org.samovar.method.rfmedsam2.RfMedSam2Options}. Letters
 * of axes beside those of {@code method}: P objects, one for each class but the background on each slice, P = B D (K - 1) with the
 * patches outermost and the classes innermost; h w cells of an embedding, C its channels, N channels of a memory.
 *
 * <p>May depend on {@code method}, {@code model.sam2}, {@code nn.unet}, {@code nn.adapt} and what is above them. Tests: {@code
 * src/test/java/org/samovar/method/rfmedsam2}.
 */
@NullMarked
package org.samovar.method.rfmedsam2;

import org.jspecify.annotations.NullMarked;
