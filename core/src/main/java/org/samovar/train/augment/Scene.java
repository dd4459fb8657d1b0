package org.samovar.train.augment;

import org.samovar.image.LabelMap;

/**
 * A square view of an image with all of its objects.
 *
 * @param size side of the view in pixels
 * @param pixels 3 x size x size values, 0 to 1, channel by channel
 * @param objects (size / 2) x (size / 2) ids of the labelled objects
 */
public record Scene(int size, float[] pixels, LabelMap objects) {}
