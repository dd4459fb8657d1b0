package org.samovar.bridge.session;

import java.util.Map;

/**
 * A slice on which segments were drawn.
 *
 * @param index of the slice
 * @param masks of its pixels, row by row, by segment
 */
public record Example(int index, Map<String, boolean[]> masks) {}
