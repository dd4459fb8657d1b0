package org.samovar.fiji.job;

import java.nio.file.Path;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.io.TypedPath;

/** A folder, or a file, as it is typed into a dialog. */
final class TypedFolder {
    private TypedFolder() {}

    /** Empty for a blank text. @throws UserError for one that can be no folder */
    static Optional<Path> of(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(TypedPath.of(text.strip()));
    }

    /** As {@link #of}, of a file, which has a name. */
    static Optional<Path> file(String text) {
        Optional<Path> file = of(text);
        if (file.isPresent() && file.get().getFileName() == null) {
            throw new UserError("\"" + text + "\" is no file.");
        }
        return file;
    }
}
