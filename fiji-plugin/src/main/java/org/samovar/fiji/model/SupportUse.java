package org.samovar.fiji.model;

import org.samovar.predict.support.SupportSettings;
import org.samovar.predict.support.Sweep;

/**
 * A support set and how it is used.
 *
 * @param examples of the classes
 * @param neighbours beside how many of them an image is seen; 0 for as many as in training
 * @param sweep the order of slices
 */
public record SupportUse(Examples examples, int neighbours, Sweep sweep) {
    /** @param own of the model */
    SupportSettings settings(SupportSettings own) {
        return (neighbours == 0 ? own : own.withNeighbours(neighbours)).with(sweep);
    }
}
