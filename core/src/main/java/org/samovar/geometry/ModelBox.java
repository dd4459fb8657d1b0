package org.samovar.geometry;

/**
 * A box in the pixels of a network's square input, edges as in {@link Box}.
 *
 * @param x0 left
 * @param y0 top
 * @param x1 right
 * @param y1 bottom
 */
public record ModelBox(double x0, double y0, double x1, double y1) {}
