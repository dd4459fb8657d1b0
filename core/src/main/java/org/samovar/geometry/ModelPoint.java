package org.samovar.geometry;

/**
 * A point in the pixels of a network's square input. The centre of its top left pixel is (0, 0), as for
 * {@link ImagePoint}.
 *
 * @param x column
 * @param y row
 */
public record ModelPoint(double x, double y) {}
