package org.samovar.checkpoint;

import java.util.List;
import java.util.stream.Collectors;

/** Keys in a sentence: the first few by name, the rest by number. */
final class KeyList {
    private static final int NAMED = 3;

    private KeyList() {}

    static String of(List<String> keys) {
        String named = keys.stream().limit(NAMED).map(key -> "'" + key + "'").collect(Collectors.joining(", "));
        int others = keys.size() - NAMED;
        return others <= 0 ? named : named + " and " + others + (others == 1 ? " other" : " others");
    }
}
