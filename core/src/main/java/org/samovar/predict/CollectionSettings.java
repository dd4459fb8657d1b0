package org.samovar.predict;

import org.samovar.memory.MemoryPolicy;
import org.samovar.memory.SelfSortingPolicy;

/**
 * How a session on a collection predicts.
 *
 * @param image how the network is prompted, and where and in what precision it runs
 * @param policy which images are remembered, and what an image sees of them
 * @param joining whether images without prompts may become examples
 */
public record CollectionSettings(SessionSettings image, MemoryPolicy policy, Joining joining) {
    /** Which images are examples for others. */
    public enum Joining {
        /** Those with prompts, and of the others those that the policy takes: results depend on the order of the images. */
        POLICY,
        /** Those with prompts alone: the result of an image is the same whatever the others are, and whenever it comes. */
        PROMPTED_ONLY
    }

    /** For the published networks with a memory: MedSAM-2's bank. */
    public static CollectionSettings published() {
        return of(SessionSettings.published());
    }

    /** For any network with a memory. */
    public static CollectionSettings of(SessionSettings image) {
        return new CollectionSettings(image, SelfSortingPolicy.published(), Joining.POLICY);
    }

    public CollectionSettings with(MemoryPolicy other) {
        return new CollectionSettings(image, other, joining);
    }

    public CollectionSettings with(Joining other) {
        return new CollectionSettings(image, policy, other);
    }
}
