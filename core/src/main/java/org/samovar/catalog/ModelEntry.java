package org.samovar.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model in the list of all: one that the catalog knows, or a file that someone put into the store.
 *
 * @param name what users type; of a file of one's own, its name
 * @param title what it is, in a few words
 * @param licence of the weights; empty where nobody said
 * @param bytes length of its file, where it is known
 * @param state whether it can be opened
 * @param known what the catalog says of it
 */
public record ModelEntry(
        String name, String title, String licence, OptionalLong bytes, State state, Optional<ModelDescriptor> known) {
    /** Where a model is. */
    public enum State {
        EMBEDDED,
        HERE,
        /** A download was interrupted and can go on. */
        PARTLY_HERE,
        ELSEWHERE
    }

    /** The length of its file for people, such as {@code 156 MB}; empty where it is not known. */
    public String size() {
        return bytes.isPresent() ? String.format(Locale.ROOT, "%.0f MB", bytes.getAsLong() / 1e6) : "";
    }

    /** Whether it can be opened without a download. */
    public boolean isHere() {
        return state == State.EMBEDDED || state == State.HERE;
    }
}
