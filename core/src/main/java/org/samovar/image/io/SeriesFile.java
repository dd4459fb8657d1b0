package org.samovar.image.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file and one of the images in it; spelled {@code cells.lif#2} for all but the first.
 *
 * @param file that holds the image
 * @param series from 0
 */
record SeriesFile(Path file, int series) {
    private static final Pattern NUMBERED = Pattern.compile("(.+)#(\\d{1,6})");

    /** A file that has such a name itself is meant as a whole, and parts of folders have names that their formats know. */
    static SeriesFile of(Path spelled) {
        Matcher name = NUMBERED.matcher(String.valueOf(spelled.getFileName()));
        if (!name.matches() || Files.exists(spelled)) {
            return new SeriesFile(spelled, 0);
        }
        Path file = spelled.resolveSibling(name.group(1));
        return Files.isDirectory(file)
                ? new SeriesFile(spelled, 0)
                : new SeriesFile(file, Integer.parseInt(name.group(2)));
    }
}
