package org.samovar.catalog;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where programs of this platform keep data of a user. */
public final class DataFolder {
    private DataFolder() {}

    /** Samovar's own folder, which need not be there yet. */
    public static Path find() {
        return find(
                System.getenv(),
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT),
                Path.of(System.getProperty("user.home", ".")));
    }

    static Path find(Map<String, String> environment, String system, Path home) {
        String own = environment.getOrDefault("SAMOVAR_HOME", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        if (system.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local)).resolve("Samovar");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Samovar");
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        return (data.isBlank() ? home.resolve(".local").resolve("share") : Path.of(data)).resolve("samovar");
    }
}
