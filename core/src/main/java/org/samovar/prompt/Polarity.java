package org.samovar.prompt;

/** Whether a click is on the object or beside it. */
public enum Polarity {
    /** Belongs to the object. */
    POSITIVE,
    /** Does not belong to the object. */
    NEGATIVE
}
