package org.samovar.fiji.job;

import org.samovar.fiji.convert.ObjectRois.Facts;
import org.samovar.fiji.convert.Position;
import org.samovar.image.RunLengthMask;

/**
 * What an object is on one plane.
 *
 * @param name what people call it; may be empty
 * @param at where the plane is
 * @param mask its pixels
 * @param facts number, and how it was found
 */
record PlacedObject(String name, Position at, RunLengthMask mask, Facts facts) {
    /** The same with other pixels, and what is known of those. */
    PlacedObject with(RunLengthMask fresh, Facts known) {
        return new PlacedObject(name, at, fresh, known);
    }
}
