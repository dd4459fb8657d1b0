package org.samovar.predict;

import java.util.OptionalInt;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.sam2.Sam2;

/**
 * How a session on a volume predicts.
 *
 * @param image how the network is prompted, and where and in what precision it runs
 * @param propagation how objects are followed
 * @param patience after how many slices without it an object is not looked for any further, at least 1; empty: it is looked for to
 *     the end, as objects may come back in time
 */
public record VolumeSettings(SessionSettings image, Propagation propagation, OptionalInt patience) {
    /** Weak networks miss an object on a slice now and then; a few in a row are its end. */
    private static final OptionalInt IN_SPACE = OptionalInt.of(3);

    public VolumeSettings {
        if (patience.isPresent() && patience.getAsInt() < 1) {
            throw new IllegalArgumentException("patience " + patience);
        }
    }

    /** For volumes and the published networks with a memory. */
    public static VolumeSettings published() {
        return new VolumeSettings(SessionSettings.published(), Propagation.Memory.published(), IN_SPACE);
    }

    /** For volumes and any network: by its memory, or by projection where it has none. */
    public static VolumeSettings suitedTo(PromptableNetwork network, SessionSettings image) {
        boolean remembers = network instanceof Sam2 sam2 && sam2.hasMemory();
        return new VolumeSettings(
                image, remembers ? Propagation.Memory.published() : Propagation.Projection.standard(), IN_SPACE);
    }

    /** The same where slices are points in time: objects may be away for a while. */
    public VolumeSettings inTime() {
        return new VolumeSettings(image, propagation, OptionalInt.empty());
    }

    public VolumeSettings with(Propagation other) {
        return new VolumeSettings(image, other, patience);
    }

    public VolumeSettings with(SessionSettings other) {
        return new VolumeSettings(other, propagation, patience);
    }

    public VolumeSettings withPatience(int slices) {
        return new VolumeSettings(image, propagation, OptionalInt.of(slices));
    }
}
