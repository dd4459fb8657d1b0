package org.samovar.train.footage;

import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.train.augment.Shot;

/** A source of shots. Safe for several threads. */
@FunctionalInterface
public interface Footage {
    /** A random shot of so many frames, or none where chance has met no object. */
    Optional<Shot> draw(int frames, SplittableRandom random);
}
