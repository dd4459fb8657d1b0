package org.samovar.predict;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.IntFunction;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.memory.MemoryPolicy;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.sam2.FrameStep;
import org.samovar.model.sam2.Sam2;

/** Chooses how objects are found from slice to slice. */
final class SliceFinders {
    private SliceFinders() {}

    /** The masks that are known, in square pixels. */
    interface KnownMasks {
        Optional<Mask> of(int object, int slice);
    }

    /** @param prompted the prompted slices of an object */
    static SliceFinder of(
            Propagation propagation,
            PromptableNetwork network,
            SliceDecoders slices,
            KnownMasks masks,
            IntFunction<NavigableSet<Integer>> prompted) {
        if (propagation instanceof Propagation.Projection projection) {
            return new SliceProjection(slices, projection, masks, prompted);
        }
        MemoryPolicy policy = ((Propagation.Memory) propagation).policy();
        return slices.settings().zoom() == Zoom.ALWAYS
                ? new WindowMemory(slices, step(network), policy)
                : new SliceMemory(slices, step(network), policy);
    }

    private static FrameStep step(PromptableNetwork network) {
        if (network instanceof Sam2 sam2) {
            return sam2.frameStep();
        }
        throw new UserError(
                "This model has no memory by which it could follow an object.",
                "Take one of the SAM 2 family, or let masks be projected from slice to slice.");
    }
}
