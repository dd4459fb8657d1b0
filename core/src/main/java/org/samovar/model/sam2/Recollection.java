package org.samovar.model.sam2;

import java.util.List;
import org.samovar.tensor.Tensor;

/**
 * What a frame attends to, of one object or of several that are remembered from the same frames.
 *
 * @param memories maps of other frames, in any order, at least one
 * @param pointers object pointers of other frames, in any order
 */
public record Recollection(List<Memory> memories, List<Pointer> pointers) {
    /** The slot of {@link Memory} for a frame that was prompted, whenever that was. */
    public static final int PROMPTED = VideoMemory.SLOTS - 1;

    /** The slot of {@link Memory} that has no position in time: no published network was trained with such memories. */
    public static final int UNPLACED = -1;

    /**
     * The memory of a frame.
     *
     * @param features (P, M, H, W)
     * @param slot which of the seven learned positions in time it gets: 0 for the frame before this one to 5 for the sixth before
     *     it, and {@link #PROMPTED}; or {@link #UNPLACED}
     */
    public record Memory(Tensor features, int slot) {
        public Memory {
            if (slot < UNPLACED || slot >= VideoMemory.SLOTS) {
                throw new IllegalArgumentException("Slot " + slot + " is not one of 0 to " + (VideoMemory.SLOTS - 1));
            }
        }
    }

    /**
     * The pointer to an object on a frame.
     *
     * @param features (P, D)
     * @param distance of the frame in time, as a part of the longest that pointers are kept for; positive for the past
     */
    public record Pointer(Tensor features, double distance) {}

    public Recollection {
        memories = List.copyOf(memories);
        pointers = List.copyOf(pointers);
        if (memories.isEmpty()) {
            throw new IllegalArgumentException("A recollection has at least one memory");
        }
    }

    /** Whether objects with these recollections can be followed in one batch: it takes as many memories and pointers of each. */
    public boolean isBatchedWith(Recollection other) {
        return memories.size() == other.memories.size() && pointers.size() == other.pointers.size();
    }
}
