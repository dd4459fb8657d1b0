package org.samovar.image.io;

import java.io.IOException;

/** Nothing is wrong with a file, but its format, or this variant of it, is not known here; a library may know it. */
public final class UnknownVariant extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what it is, or is not, after "Cannot read FILE: " */
    public UnknownVariant(String message) {
        super(message);
    }
}
