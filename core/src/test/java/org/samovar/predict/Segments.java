package org.samovar.predict;

import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;

/** Segments without a network. */
final class Segments {
    private Segments() {}

    static Segment of(Mask mask, double score) {
        return new Segment(
                RunLengthMask.of(mask),
                score,
                1,
                mask.boundingBox().orElseThrow(),
                mask.boundingBox().orElseThrow().center(),
                mask.size().region());
    }
}
