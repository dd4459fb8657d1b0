package org.samovar.fiji.object;

import java.util.Optional;

/**
 * How far a user has come on an image. Immutable.
 *
 * @param table what is accepted
 * @param draft what is in work
 */
public record Work(ObjectTable table, Optional<Draft> draft) {
    private static final Work NONE = new Work(ObjectTable.empty(), Optional.empty());

    /** Nothing yet. */
    public static Work none() {
        return NONE;
    }
}
