package org.samovar.fiji.job;

import java.nio.file.Path;
import java.util.Optional;
import org.samovar.io.TypedPath;

/** A folder as it is typed into a dialog. */
final class TypedFolder {
    private TypedFolder() {}

    /** Empty for a blank text. @throws UserError for one that can be no folder */
    static Optional<Path> of(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(TypedPath.of(text.strip()));
    }
}
