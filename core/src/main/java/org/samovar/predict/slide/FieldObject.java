package org.samovar.predict.slide;

import org.samovar.image.PixelRuns;

/**
 * What was found in the window of a field.
 *
 * @param pixels in the plane, not empty
 * @param score how sure the network is, 0 to 1
 * @param kind number of its class; 0 where there are no classes
 */
public record FieldObject(PixelRuns pixels, double score, int kind) {}
