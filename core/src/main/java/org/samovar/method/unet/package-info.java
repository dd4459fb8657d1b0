/**
 * The U-Net of nnU-Net as a prompt-free system: what the others are measured against, and a part of some of them.
 *
 * <p>May depend on {@code method}, {@code nn.unet} and what is above them. Tests: {@code src/test/java/org/samovar/method/unet}.
 */
@NullMarked
package org.samovar.method.unet;

import org.jspecify.annotations.NullMarked;
