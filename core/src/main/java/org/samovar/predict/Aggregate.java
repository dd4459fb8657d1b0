package org.samovar.predict;

import java.util.Locale;

/** How several opinions about a voxel become one (paper 003, section 3.3). */
public enum Aggregate {
    /** Foreground where the mean of the probabilities is above one half. */
    MEAN,
    /** Foreground where more than half of the masks say so. */
    VOTE;

    /** As the command line takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
