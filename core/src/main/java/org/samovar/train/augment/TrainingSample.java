package org.samovar.train.augment;

import java.util.List;

/**
 * A square view of an image and the objects that are asked for in it.
 *
 * @param size side of the view in pixels
 * @param pixels 3 x size x size values, 0 to 1, channel by channel
 * @param targets one for each object: (size / 2) x (size / 2) shares of foreground, 0 to 1, row by row
 * @param ids (size / 2) x (size / 2) ids of all objects in the view, 0 where there is none; empty where objects without a label may be
 */
public record TrainingSample(int size, float[] pixels, List<float[]> targets, int[] ids) {
    public TrainingSample {
        targets = List.copyOf(targets);
    }
}
