package org.samovar.predict.support;

/** In which order the slices of a volume are segmented, each seen beside those before it. */
public enum Sweep {
    /** From the first to the last (paper). */
    FORWARD,
    /** In this order and in the opposite one, and the mean of both: each slice knows both of its sides. */
    BOTH;

    /** As the command line takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
