package org.samovar.train.data;

import org.samovar.geometry.Region;

/**
 * An object of a label image.
 *
 * @param id in the map of {@link Objects#instances}
 * @param label the number that its pixels have in the label image: its own id or that of its class
 * @param area in pixels
 * @param region the smallest with all of its pixels
 */
public record SegmentedObject(int id, int label, int area, Region region) {}
