package org.samovar.catalog;

import java.util.Locale;

/** What a model can be used for. */
public enum ModelUse {
    /** Objects that a user points at. */
    PROMPTS,
    /** Classes of which there are labelled examples. */
    SUPPORT,
    /** The classes that it was trained for. */
    CLASSES;

    /** In lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
