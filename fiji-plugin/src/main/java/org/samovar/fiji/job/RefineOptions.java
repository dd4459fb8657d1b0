package org.samovar.fiji.job;

import org.samovar.geometry.UserError;

/**
 * The options of <i>Refine Labels</i>.
 *
 * @param model a name, or the path of a file of weights
 * @param objects where they are
 * @param labels title of the label image; empty for the one that has the name of the image
 * @param below objects of a lower score are refined; from 0 to 1
 * @param output what becomes of all objects
 */
public record RefineOptions(String model, ObjectSource objects, String labels, double below, Output output) {
    public RefineOptions {
        if (!(below >= 0 && below <= 1)) {
            throw new UserError("The score must be between 0 and 1, but is " + below + ".");
        }
    }
}
