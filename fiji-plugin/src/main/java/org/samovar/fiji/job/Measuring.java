package org.samovar.fiji.job;

/** Whether objects are measured as well. */
public enum Measuring {
    NONE,
    /** Into ImageJ's table of results. */
    TABLE;

    /** As it is ticked in a dialog. */
    public static Measuring of(boolean ticked) {
        return ticked ? TABLE : NONE;
    }
}
