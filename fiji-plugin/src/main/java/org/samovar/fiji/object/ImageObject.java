package org.samovar.fiji.object;

import org.samovar.fiji.convert.Position;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Conversation;

/**
 * An object of an image, as it was accepted.
 *
 * @param id from 1, of this image
 * @param position of the plane that it is on
 * @param said by what it was found
 * @param model that found it
 * @param score the model's own estimate of the mask's IoU, about 0 to 1
 * @param mask of the image's size, not empty
 */
public record ImageObject(
        int id, Position position, Conversation said, String model, double score, RunLengthMask mask) {
    ImageObject with(RunLengthMask other) {
        return new ImageObject(id, position, said, model, score, other);
    }
}
