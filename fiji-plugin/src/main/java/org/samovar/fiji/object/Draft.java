package org.samovar.fiji.object;

import org.samovar.fiji.convert.Position;
import org.samovar.predict.Conversation;

/**
 * An object in work, new or one that is accepted already.
 *
 * @param id that it has or will have
 * @param position of the plane that it is on
 * @param said so far, at least one prompt
 */
public record Draft(int id, Position position, Conversation said) {
    /** The same object with other prompts. */
    public Draft saying(Conversation other) {
        return new Draft(id, position, other);
    }
}
