package org.samovar.bridge.net;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.samovar.geometry.UserError;

/** Folders and files that the user alone can read. Where the system knows no such permissions, its own rules for the user's folders hold. */
final class PrivateFolder {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final boolean HAS_PERMISSIONS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFolder() {}

    /**
     * Makes a folder and those above it; one that is there already stays as it is.
     *
     * @throws UserError when it cannot be made, or others may look into it
     */
    static void require(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                make(folder.toAbsolutePath());
            }
            if (HAS_PERMISSIONS && !FOLDER.containsAll(Files.getPosixFilePermissions(folder))) {
                throw new UserError(
                        "Others may look into the folder " + folder + ", which is to hold secrets.",
                        "Name a folder that does not exist yet, or take their permission away: chmod 700 " + folder);
            }
        } catch (IOException e) {
            throw new UserError("Cannot make the folder " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private static void make(Path folder) throws IOException {
        Path above = folder.getParent();
        if (above != null) {
            Files.createDirectories(above);
        }
        if (HAS_PERMISSIONS) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        } else {
            Files.createDirectory(folder);
        }
    }

    /** Takes the permissions of all others away. */
    static void hide(Path file) throws IOException {
        if (HAS_PERMISSIONS) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }
}
