package org.samovar.predict;

import org.samovar.geometry.ImagePoint;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;

/** Segments without a network. */
final class Segments {
    private Segments() {}

    static Segment of(Mask mask, double score) {
        return of(mask, score, mask.boundingBox().orElseThrow().center());
    }

    static Segment of(Mask mask, double score, ImagePoint click) {
        return new Segment(
                RunLengthMask.of(mask),
                score,
                1,
                mask.boundingBox().orElseThrow(),
                click,
                mask.size().region());
    }
}
