package org.samovar.train.data;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a dataset says of itself.
 *
 * @param name short, without spaces
 * @param kind what the numbers of its label images mean
 * @param classes names by the number of the class, the background 0 not among them; empty for instances
 * @param completeness whether what is not labelled is background
 * @param licence in the words of the source; empty where none is given
 */
public record DatasetInfo(
        String name, LabelKind kind, Map<Integer, String> classes, Completeness completeness, String licence) {
    /** Whether every object is labelled. */
    public enum Completeness {
        COMPLETE,
        /** Objects without a label exist; never count what is found there as wrong. */
        PARTIAL
    }

    public DatasetInfo {
        Map<Integer, String> named = new TreeMap<>(classes);
        named.remove(0); // many name the background as well, which would then be scored as a class
        classes = Map.copyOf(named);
    }
}
