package org.samovar.fiji.job;

import org.samovar.geometry.UserError;

/**
 * The options of <i>Segment Everything</i> and <i>Segment Instances</i>.
 *
 * @param model a name, or the path of a file of weights
 * @param minimumArea objects of fewer pixels are left out; at least 0
 * @param output what becomes of them
 * @param way how they are found
 */
public record EverythingOptions(String model, int minimumArea, Output output, Way way) {
    /** How a model finds objects without prompts. */
    public enum Way {
        /** By clicks everywhere. */
        CLICKS,
        /** By its decoder of instances. */
        DECODER
    }

    public EverythingOptions {
        if (minimumArea < 0) {
            throw new UserError("The minimum area must not be negative, but is " + minimumArea + ".");
        }
    }
}
