/**
 * The U-Net of nnU-Net (Isensee et al. 2021) for volumes and images.
 *
 * <p>{@link org.samovar.nn.unet.UNetConfig} chooses kernels and strides from a patch, {@link org.samovar.nn.unet.UNet} is the network.
 *
 * <p>May depend on {@code nn} and what is above it. Tests: {@code src/test/java/org/samovar/nn/unet}.
 */
@NullMarked
package org.samovar.nn.unet;

import org.jspecify.annotations.NullMarked;
