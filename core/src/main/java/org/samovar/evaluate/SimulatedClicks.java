package org.samovar.evaluate;

import java.util.Optional;
import org.samovar.image.DistanceTransform;
import org.samovar.image.Mask;
import org.samovar.prompt.PointPrompt;

/** A user who always clicks on the deepest point of what is meant, so that figures can be repeated. */
public final class SimulatedClicks {
    private SimulatedClicks() {}

    /** Into the object, which has at least one pixel. */
    public static PointPrompt into(Mask object) {
        return DistanceTransform.of(object)
                .deepest()
                .map(p -> PointPrompt.positive(p.x(), p.y()))
                .orElseThrow(() -> new IllegalArgumentException("An object without pixels"));
    }

    /** Into the larger of what an answer lacks and what it has too much; nothing where it is right. */
    public static Optional<PointPrompt> correcting(Mask object, Mask answer) {
        Mask lacking = object.minus(answer);
        Mask tooMuch = answer.minus(object);
        if (lacking.area() >= tooMuch.area()) {
            return DistanceTransform.of(lacking).deepest().map(p -> PointPrompt.positive(p.x(), p.y()));
        }
        return DistanceTransform.of(tooMuch).deepest().map(p -> PointPrompt.negative(p.x(), p.y()));
    }
}
