package org.samovar.site.updater;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.scijava.util.FileUtils;

/**
 * What an update site has and had. Times are numbers of 14 digits, from the year to the second.
 *
 * @param entries found by their path without version, see {@link #key}
 */
record Index(SortedMap<String, Entry> entries) {

    /** A site without files. */
    static Index empty() {
        return new Index(new TreeMap<>());
    }

    /** The path of a file without its version, by which the updater knows that one file replaces another. */
    static String key(String path) {
        return FileUtils.stripFilenameVersion(path);
    }

    /**
     * One file through its versions.
     *
     * @param path of its last version
     * @param platform the only one that gets it, as the updater calls it
     * @param current empty once it is obsolete
     * @param previous the oldest first
     */
    record Entry(String path, Optional<String> platform, Optional<Current> current, List<Previous> previous) {}

    /** The version that is to be installed; {@code size} in bytes. */
    record Current(String checksum, long time, long size, Facts facts) {
        Current with(Facts others) {
            return new Current(checksum, time, size, others);
        }
    }

    /** A version that is to be replaced or removed wherever it is found. */
    record Previous(String path, String checksum, long time, OptionalLong obsolete) {}

    /**
     * What the updater shows of a version, and installs with it.
     *
     * @param dependencies paths without version, with the time of those that this site has
     */
    record Facts(
            String description,
            Map<String, OptionalLong> dependencies,
            Optional<String> link,
            Optional<String> author) {
        static final Facts NONE = new Facts("", Map.of(), Optional.empty(), Optional.empty());
    }

    /** The time of the last change; 0 for an empty site. */
    long newest() {
        return entries.values().stream().flatMapToLong(Index::times).max().orElse(0);
    }

    private static LongStream times(Entry entry) {
        return Stream.concat(
                        entry.current().stream().map(Current::time),
                        entry.previous().stream().map(each -> each.obsolete().orElse(each.time())))
                .mapToLong(Long::longValue);
    }
}
