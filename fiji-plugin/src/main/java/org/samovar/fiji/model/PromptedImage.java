package org.samovar.fiji.model;

import org.samovar.geometry.ImagePoint;
import org.samovar.predict.Conversation;

/** An image that a model looks at while a user talks about its objects. Used on the model's thread alone. */
public interface PromptedImage {
    /**
     * The masks that the last prompt is answered with; what was answered before costs nothing.
     *
     * @throws org.samovar.geometry.UserError when nothing was said, a prompt lies outside of the image, or a mask is meant that was not among the answers
     */
    Answer answer(Conversation said);

    /**
     * What a click would find, at first sight.
     *
     * @param length of the object, about, in pixels
     */
    Segmentation glance(ImagePoint click, double length);
}
