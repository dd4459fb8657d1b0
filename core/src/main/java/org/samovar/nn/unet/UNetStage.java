package org.samovar.nn.unet;

import org.samovar.nn.PerAxis;

/**
 * A resolution of a {@link UNet}.
 *
 * @param features channels
 * @param kernel of its convolutions, odd
 * @param stride of its first convolution: how much smaller it is than the stage before
 */
public record UNetStage(int features, PerAxis kernel, PerAxis stride) {}
