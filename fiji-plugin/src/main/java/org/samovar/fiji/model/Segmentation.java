package org.samovar.fiji.model;

import org.samovar.image.RunLengthMask;

/**
 * A mask that a model answered with.
 *
 * @param mask of the image's size
 * @param score the model's own estimate of the mask's IoU, about 0 to 1
 */
public record Segmentation(RunLengthMask mask, double score) {}
