package org.samovar.site.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.samovar.geometry.UserError;
import org.samovar.io.Csv;

/** Whose libraries lie in the jars of the engine, of which their poms say nothing. */
final class NativeParts {
    private static final String TABLE = "native-parts.csv";
    private static final String FOLDER = "pytorch/";

    private NativeParts() {}

    /** How the names of some libraries begin, and whose they are. */
    private record Origin(String library, String project, String license, String url) {}

    /**
     * A line for each library of a jar, in the order of their names.
     *
     * @throws UserError when the table of this package does not know one of them, or the jar cannot be read
     */
    static List<String> of(Path jar) {
        List<Origin> table = table();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .filter(entry -> entry.getName().startsWith(FOLDER) && !entry.isDirectory())
                    .map(NativeParts::name)
                    .sorted()
                    .map(library -> line(library, table, jar))
                    .toList();
        } catch (IOException e) {
            throw new UserError("Cannot read " + jar + ": " + e.getMessage() + ".", e);
        }
    }

    private static String name(ZipEntry entry) {
        return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    }

    private static String line(String library, List<Origin> table, Path jar) {
        Origin origin = table.stream()
                .filter(each -> library.startsWith(each.library))
                .max(Comparator.comparingInt(each -> each.library.length()))
                .orElseThrow(() -> new UserError(
                        "The licence of " + library + " in " + jar.getFileName() + " is not known.",
                        "Find out whose it is, and add it to " + TABLE + "."));
        return library + ": " + origin.project + ", " + origin.license + ", " + origin.url;
    }

    private static List<Origin> table() {
        try (InputStream in = Objects.requireNonNull(NativeParts.class.getResourceAsStream(TABLE))) {
            return Csv.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .skip(1)
                    .map(row -> new Origin(row.get(0), row.get(1), row.get(2), row.get(3)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
