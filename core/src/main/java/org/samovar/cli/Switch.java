package org.samovar.cli;

import java.util.Locale;

/** The value of an option that has a default of its own either way. */
enum Switch {
    ON,
    OFF;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
