package org.samovar.fiji.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.samovar.geometry.UserError;

/**
 * What tells whether a file changed.
 *
 * @param bytes its size
 * @param modified when it was written last, in ISO 8601
 */
record FileStamp(long bytes, String modified) {
    /** @throws UserError when it cannot be read */
    static FileStamp of(Path file) {
        try {
            return new FileStamp(
                    Files.size(file), Files.getLastModifiedTime(file).toString());
        } catch (IOException e) {
            throw new UserError("Cannot read " + file + ".", e);
        }
    }
}
