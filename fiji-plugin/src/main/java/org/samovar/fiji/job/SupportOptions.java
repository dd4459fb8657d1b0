package org.samovar.fiji.job;

import org.samovar.geometry.UserError;
import org.samovar.predict.support.Sweep;

/**
 * The options of <i>Segment with Support Set</i>.
 *
 * @param model a name, or the path of a file of weights
 * @param folder of the examples; empty for images that are open
 * @param target which of several targets the examples of the folder are labelled for; empty where there is one
 * @param size how many examples of the folder are taken; 0 for all
 * @param neighbours beside how many examples an image is seen; 0 for as many as in training
 * @param sweep the order of slices
 */
public record SupportOptions(String model, String folder, String target, int size, int neighbours, Sweep sweep) {
    public SupportOptions {
        model = model.strip();
        target = target.strip();
        if (model.isEmpty()) {
            throw new UserError(
                    "There is no model to segment with.",
                    "Enter the path of a file of weights that training wrote, such as best.safetensors.");
        }
        if (size < 0) {
            throw new UserError("The number of examples must not be negative, but is " + size + ".");
        }
        if (neighbours < 0) {
            throw new UserError("The number of similar examples must not be negative, but is " + neighbours + ".");
        }
    }
}
