package org.samovar.geometry;

/**
 * The direction in which the slices of a volume follow each other. Seen along X, a slice has y in its columns and z in its
 * rows; along Y, x and z; along Z and T, x and y.
 */
public enum Axis {
    X,
    Y,
    Z,
    /** Time. */
    T
}
