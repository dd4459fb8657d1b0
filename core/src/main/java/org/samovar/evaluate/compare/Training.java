package org.samovar.evaluate.compare;

/**
 * What the training of a system took.
 *
 * @param trained number of values that were trained
 * @param all number of values that it has
 * @param iterations of the whole run
 * @param minutes of the whole run
 */
public record Training(long trained, long all, long iterations, double minutes) {}
