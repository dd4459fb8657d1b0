package org.samovar.predict;

import org.samovar.memory.FifoPolicy;
import org.samovar.memory.MemoryPolicy;

/** How an object is followed from slice to slice. */
public sealed interface Propagation {
    /**
     * By the network's memory of other slices; for networks of the SAM 2 family.
     *
     * @param policy what is remembered, and what a slice sees of it
     */
    record Memory(MemoryPolicy policy) implements Propagation {
        /** As the published networks remember. */
        public static Memory published() {
            return new Memory(FifoPolicy.published());
        }
    }

    /**
     * By prompts that are made from the mask on the neighbouring slice, for any network (paper 004, section 2.3; micro-sam, {@code
     * segment_mask_in_volume}).
     *
     * @param prompts what is made of the mask
     * @param leastIou away from all prompted slices an object ends where its masks on neighbouring slices overlap less, 0 to 1
     * @param boxExtension by which part of its length a box is extended on each side, 0 to 1
     */
    record Projection(ProjectedPrompts prompts, double leastIou, double boxExtension) implements Propagation {
        /** The middle of what paper 004's grid search tries; the best of 0.5, 0.7 and 0.8 for samovar-nano on training volumes. */
        private static final double LEAST_IOU = 0.7;

        public Projection {
            if (!(leastIou >= 0 && leastIou <= 1 && boxExtension >= 0 && boxExtension <= 1)) {
                throw new IllegalArgumentException(leastIou + ", " + boxExtension);
            }
        }

        /** Box and mask, what micro-sam calls a mask. */
        public static Projection standard() {
            return new Projection(ProjectedPrompts.BOX_AND_MASK, LEAST_IOU, 0);
        }

        /** The same with other prompts. */
        public Projection with(ProjectedPrompts other) {
            return new Projection(other, leastIou, boxExtension);
        }
    }
}
