package org.samovar.fiji.job;

import org.samovar.geometry.UserError;

/**
 * The options of <i>Segment Everything</i>.
 *
 * @param model a name, or the path of a file of weights
 * @param minimumArea objects of fewer pixels are left out; at least 0
 * @param output what becomes of them
 */
public record EverythingOptions(String model, int minimumArea, Output output) {
    public EverythingOptions {
        if (minimumArea < 0) {
            throw new UserError("The minimum area must not be negative, but is " + minimumArea + ".");
        }
    }
}
