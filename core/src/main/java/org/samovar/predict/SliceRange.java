package org.samovar.predict;

import org.samovar.geometry.UserError;

/**
 * Slices that follow each other.
 *
 * @param first from 0
 * @param last at least {@code first}; belongs to the range
 */
public record SliceRange(int first, int last) {
    public SliceRange {
        if (first < 0 || last < first) {
            throw new UserError("Slices " + first + " to " + last + " are no range.");
        }
    }

    /** All slices. */
    public static SliceRange all(SliceSequence slices) {
        return new SliceRange(0, slices.count() - 1);
    }

    public boolean contains(int slice) {
        return first <= slice && slice <= last;
    }
}
