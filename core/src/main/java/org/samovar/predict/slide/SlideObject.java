package org.samovar.predict.slide;

import org.samovar.image.PixelRuns;

/**
 * An object of a plane.
 *
 * @param id from 1 on, without gaps
 * @param pixels of it
 * @param score how sure the network is, 0 to 1; of an object that was joined, the mean over its pixels
 * @param kind number of its class; 0 where there are no classes
 */
public record SlideObject(int id, PixelRuns pixels, double score, int kind) {}
