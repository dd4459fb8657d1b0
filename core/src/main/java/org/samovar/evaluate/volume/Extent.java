package org.samovar.evaluate.volume;

import java.util.Locale;

/** How far objects are followed. */
public enum Extent {
    /** Through the whole volume; where an object ends has to be found out. */
    ALL,
    /** From the first to the last slice that it is on, which the user knows. */
    OBJECT;

    /** As the command line takes it and reports name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
