package org.samovar.train;

import org.samovar.memory.FifoPolicy;
import org.samovar.memory.MemoryPolicy;
import org.samovar.memory.SelfSortingPolicy;
import org.samovar.memory.TemporalPolicy;

/**
 * What is remembered of the frames of a clip, as in prediction; {@link #BASE}, {@link #CONFIDENCE}, {@link #DISSIMILARITY} and {@link
 * #SELFSORTING} are the rows of MedSAM-2's ablation (table 3).
 */
public enum Bank {
    /** SAM 2's: the prompted frames and the six before. */
    FIFO,
    /** RFMedSAM 2's: the six before at their true distances. */
    TEMPORAL,
    /** A queue of the newest. */
    BASE,
    /** The newest of those that the network is sure of. */
    CONFIDENCE,
    /** Those that it is sure of and that are unlike each other. */
    DISSIMILARITY,
    /** And those of similar images come more often: MedSAM-2's, by its paper. */
    SELFSORTING,
    /** MedSAM-2's, by its released code. */
    RELEASED;

    /** @param seed of what is drawn by lot */
    MemoryPolicy policy(long seed) {
        return switch (this) {
            case FIFO -> FifoPolicy.published();
            case TEMPORAL -> TemporalPolicy.published();
            case BASE, CONFIDENCE, DISSIMILARITY, SELFSORTING -> SelfSortingPolicy.ablation()
                    .get(ordinal() - BASE.ordinal())
                    .withSeed(seed);
            case RELEASED -> SelfSortingPolicy.released().withSeed(seed);
        };
    }
}
