package org.samovar.fiji.job;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.samovar.geometry.UserError;

/** A folder as it is typed into a dialog. */
final class TypedFolder {
    private TypedFolder() {}

    /** Empty for a blank text. @throws UserError for one that can be no folder */
    static Optional<Path> of(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
        } catch (InvalidPathException e) {
            throw new UserError("\"" + text + "\" is no folder.", e);
        }
    }
}
