package org.samovar.site.updater;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samovar.site.bom.Platform;

/**
 * A file that the site gives to ImageJ.
 *
 * @param path below ImageJ's folder, with slashes
 * @param file where it is now
 * @param platform the only one that gets it
 * @param description one line
 * @param link where to read about it
 * @param author who publishes it
 * @param dependencies paths without versions, of this site or of Fiji
 */
public record Shipped(
        String path,
        Path file,
        Optional<Platform> platform,
        String description,
        Optional<String> link,
        Optional<String> author,
        List<String> dependencies) {}
