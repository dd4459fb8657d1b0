package org.samovar.memory;

import org.samovar.geometry.UserError;

/**
 * Where in a sequence the tracker is.
 *
 * @param frame 0 to {@code frames} - 1
 * @param frames length of the sequence
 * @param direction which way objects are followed
 */
public record Moment(int frame, int frames, Direction direction) {
    public Moment {
        if (frame < 0 || frame >= frames) {
            throw new UserError(
                    "There is no frame " + frame + ": the sequence has " + frames + " frames, counted from 0.");
        }
    }
}
