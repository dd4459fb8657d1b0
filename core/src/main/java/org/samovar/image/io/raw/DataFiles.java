package org.samovar.image.io.raw;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.samovar.geometry.UserError;

/** The files with voxels that headers name. */
public final class DataFiles {
    private DataFiles() {}

    /**
     * The file beside a header or in a folder below; a header from elsewhere is not to open what else is on the disk.
     *
     * @throws UserError where it lies elsewhere or is not there
     */
    public static Path of(Path header, String name) {
        try {
            Path folder = header.toAbsolutePath().normalize().resolveSibling("");
            Path data = folder.resolve(name).normalize();
            if (!data.startsWith(folder)) {
                throw new UserError("its voxels lie in " + name + ", outside its folder");
            }
            if (!Files.isRegularFile(data)) {
                throw new UserError("its voxels lie in " + name + ", and there is no such file beside it");
            }
            return data;
        } catch (InvalidPathException e) {
            throw new UserError("its voxels lie in '" + name + "', which is no name of a file", e);
        }
    }
}
