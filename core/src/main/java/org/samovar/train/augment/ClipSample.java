package org.samovar.train.augment;

import java.util.List;

/**
 * Square views of the frames of a {@link Shot}, and the object in each.
 *
 * @param size side of the views in pixels
 * @param kind how the frames belong together
 * @param frames in the order of the shot
 */
public record ClipSample(int size, Shot.Kind kind, List<Frame> frames) {
    /**
     * A view of a frame.
     *
     * @param pixels 3 x size x size values, 0 to 1, channel by channel
     * @param target (size / 2) x (size / 2) shares of the object, 0 to 1, row by row
     * @param fromPrevious where the places of this view are in the one before
     */
    public record Frame(float[] pixels, float[] target, ViewChange fromPrevious) {}

    public ClipSample {
        frames = List.copyOf(frames);
    }
}
