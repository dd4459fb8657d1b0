package org.samovar.memory;

import java.util.Optional;
import org.samovar.geometry.UserError;

/**
 * Where in a sequence the tracker is.
 *
 * @param frame 0 to {@code frames} - 1
 * @param frames length of the sequence
 * @param direction which way objects are followed
 * @param image of the frame's own embedding, for policies that compare frames
 */
public record Moment(int frame, int frames, Direction direction, Optional<Fingerprint> image) {
    public Moment {
        if (frame < 0 || frame >= frames) {
            throw new UserError(
                    "There is no frame " + frame + ": the sequence has " + frames + " frames, counted from 0.");
        }
    }

    /** For policies that do not compare frames. */
    public Moment(int frame, int frames, Direction direction) {
        this(frame, frames, direction, Optional.empty());
    }
}
