package org.samovar.fiji.model;

import java.util.SortedMap;
import java.util.stream.Collectors;
import org.samovar.image.LabelVolume;

/**
 * Classes that were found.
 *
 * @param labels the class of each voxel, 0 for background
 * @param names of all classes that could have been found, by their labels; at least one
 */
public record FoundClasses(LabelVolume labels, SortedMap<Integer, String> names) {
    /** The names as users read them, such as {@code 1 cell, 2 nucleus}. */
    public String legend() {
        return names.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
