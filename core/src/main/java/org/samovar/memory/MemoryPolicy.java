package org.samovar.memory;

import java.util.Optional;
import org.samovar.model.sam2.Recollection;

/** What stays in the bank of an object, and what a frame sees of it. Policies hold no state. */
public interface MemoryPolicy {
    /** The bank after a frame was segmented: with its memory or without, and without what is not needed any more. */
    MemoryBank admit(MemoryBank bank, MemoryEntry entry);

    /** What the frame of a moment attends to; nothing where the bank has nothing to follow. */
    Optional<Recollection> recall(MemoryBank bank, Moment moment);

    /** Whether it compares frames: entries then come with their {@link Likeness}, and moments with the frame's image. */
    default boolean comparesFrames() {
        return false;
    }
}
