package org.samovar.fiji.tool;

import ij.gui.Roi;
import java.util.Optional;
import org.samovar.fiji.convert.MaskRois;
import org.samovar.fiji.model.Answer;
import org.samovar.fiji.object.Draft;
import org.samovar.fiji.object.ImageObject;

/**
 * What a model answered about a draft, ready to be shown.
 *
 * @param draft that it is the answer to
 * @param model that answered
 * @param answer its masks
 * @param outline of the one that counts; empty when nothing was found
 */
record Shown(Draft draft, String model, Answer answer, Optional<Roi> outline) {
    /** Outlines of large masks take a while. */
    static Shown of(Draft draft, String model, Answer answer) {
        return new Shown(draft, model, answer, MaskRois.outline(answer.chosen().mask()));
    }

    ImageObject object() {
        return new ImageObject(
                draft.id(),
                draft.position(),
                draft.said(),
                model,
                answer.chosen().score(),
                answer.chosen().mask());
    }
}
