package org.samovar.io;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where programs of this platform keep data of a user. */
public final class DataFolder {
    private DataFolder() {}

    /**
     * Samovar's own folder, which need not be there yet.
     *
     * @throws org.samovar.geometry.UserError when its name has letters that Java cannot use in its language setting
     */
    public static Path find() {
        return find(
                System.getenv(),
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT),
                System.getProperty("user.home", "."));
    }

    static Path find(Map<String, String> environment, String system, String user) {
        String own = environment.getOrDefault("SAMOVAR_HOME", "");
        if (!own.isBlank()) {
            return TypedPath.of(own);
        }
        Path home = TypedPath.of(user);
        if (system.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isBlank() ? home.resolve("AppData").resolve("Local") : TypedPath.of(local))
                    .resolve("Samovar");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Samovar");
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        return (data.isBlank() ? home.resolve(".local").resolve("share") : TypedPath.of(data)).resolve("samovar");
    }
}
