package org.samovar.predict;

import java.util.Map;

/**
 * Hears of each slice as soon as objects are found on it; slices behind the end of an object, which are not visited, are not told. Called on
 * the working thread.
 */
@FunctionalInterface
public interface SliceListener {
    /** Hears nothing. */
    SliceListener NONE = (slice, found) -> {};

    /**
     * Objects are found on a slice.
     *
     * @param slice from 0
     * @param found by object; an object that is not on the slice has an empty mask
     */
    void onSlice(int slice, Map<Integer, Candidate> found);
}
