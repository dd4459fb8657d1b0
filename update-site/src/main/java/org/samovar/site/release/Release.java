package org.samovar.site.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.samovar.catalog.Sha256;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.site.bom.Bom;
import org.samovar.site.bom.Component;
import org.samovar.site.bom.Platform;
import org.samovar.site.notice.Notices;

/**
 * Makes the files of a release of a checkout that was built: jars, a zip of the command line and one of the Slicer extension
 * for each platform, the bill of materials, the licences, and the hashes of all these.
 */
public final class Release {
    private static final String NOTICES = "THIRD-PARTY.txt";
    private static final String SUMS = "SHA256SUMS";
    /** Of the Slicer extension, what is for its developers alone. */
    private static final Set<String> LEFT_OUT =
            Set.of("Testing", "__pycache__", "pyproject.toml", "requirements-test.txt");

    private final Path root;
    private final Path bridge;
    private final Path bomFile;
    private final Bom bom;
    private final Path out;

    /**
     * Looks at a checkout.
     *
     * @param root of the checkout
     * @param bomFile of all its modules
     * @param out where the files go; need not be there yet
     * @throws UserError when there is no bill of materials or the folder is not empty
     */
    public Release(Path root, Path bomFile, Path out) {
        this.root = root;
        this.bridge = root.resolve("slicer-bridge");
        this.bomFile = bomFile;
        this.bom = Bom.read(bomFile);
        this.out = out;
        if (Files.isDirectory(out) && !list(out).isEmpty()) {
            throw new UserError(out + " is not empty.", "Name a new folder for the release.");
        }
    }

    /**
     * Writes all files.
     *
     * @param platforms to make zips for
     * @throws UserError when a jar is not in the bill of materials or without licence, the library of a platform is missing,
     *     or a file cannot be written
     */
    public void write(Set<Platform> platforms) {
        String version = bom.main().version();
        copyJar(root.resolve("core/target/samovar-core-" + version + ".jar"), "samovar-core-" + version);
        copyJar(root.resolve("fiji-plugin/target/Samovar_-" + version + ".jar"), "Samovar_-" + version);
        copyJar(bridge.resolve("target/samovar-bridge.jar"), "samovar-bridge-" + version);
        copy(bomFile, out.resolve("samovar-" + version + ".cdx.json"));
        List<Path> libraries = list(bridge.resolve("target/lib"));
        AtomicFiles.writeText(
                out.resolve(NOTICES),
                Notices.of(known(libraries), bom.components().values()));
        for (Platform platform : platforms) {
            List<Path> own = libraries.stream()
                    .filter(jar -> Platform.of(jar).map(platform::equals).orElse(true))
                    .toList();
            if (own.stream().noneMatch(jar -> Platform.of(jar).isPresent())) {
                throw new UserError(
                        "There is no library of the engine for " + platform + " in " + bridge + "/target/lib.");
            }
            String end = "-" + version + "-" + platform + ".zip";
            commandLine("samovar-" + version + "/", own).write(out.resolve("samovar" + end));
            extension("samovar-slicer-" + version + "/", own).write(out.resolve("samovar-slicer" + end));
        }
        AtomicFiles.writeText(out.resolve(SUMS), sums());
    }

    private Map<Component, Path> known(List<Path> jars) {
        Map<Component, Path> known = new LinkedHashMap<>();
        for (Path jar : jars) {
            Component component = bom.ofContent(jar)
                    .orElseThrow(() -> new UserError(
                            jar + " is not in the bill of materials.", "It may be of an older build: delete it."));
            known.put(component, jar);
        }
        return known;
    }

    private ReproducibleZip commandLine(String top, List<Path> libraries) {
        ReproducibleZip zip = server(top, libraries);
        zip.addProgram(top + "samovar", root.resolve("samovar"));
        zip.add(top + "samovar.bat", root.resolve("samovar.bat"));
        zip.add(top + "tools/java.sh", root.resolve("tools/java.sh"));
        Path spark = root.resolve("spark");
        zip.add(top + "spark/java.options", spark.resolve("java.options"));
        zip.add(top + "spark/samovar-spark.jar", spark.resolve("target/samovar-spark.jar"));
        addFolder(zip, top + "samples/", root.resolve("samples"));
        return zip;
    }

    private ReproducibleZip extension(String top, List<Path> libraries) {
        ReproducibleZip zip = server(top, libraries);
        addFolder(zip, top, bridge.resolve("slicer"));
        return zip;
    }

    /** What the command line and the server for Slicer run from. */
    private ReproducibleZip server(String top, List<Path> libraries) {
        ReproducibleZip zip = new ReproducibleZip();
        zip.add(top + "samovar-bridge.jar", bridge.resolve("target/samovar-bridge.jar"));
        libraries.forEach(jar -> zip.add(top + "lib/" + jar.getFileName(), jar));
        zip.add(top + "LICENSE", root.resolve("LICENSE"));
        zip.add(top + NOTICES, out.resolve(NOTICES));
        return zip;
    }

    private static void addFolder(ReproducibleZip zip, String top, Path folder) {
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            if (LEFT_OUT.contains(name) || name.startsWith(".") || name.startsWith("bench_")) {
                continue;
            }
            if (Files.isDirectory(file)) {
                addFolder(zip, top + name + "/", file);
            } else {
                zip.add(top + name, file);
            }
        }
    }

    private void copyJar(Path jar, String name) {
        copy(jar, out.resolve(name + ".jar"));
    }

    private static void copy(Path from, Path to) {
        AtomicFiles.write(to, stream -> Files.copy(from, stream));
    }

    /** As {@code sha256sum -c} reads them. */
    private String sums() {
        StringBuilder sums = new StringBuilder();
        for (Path file : list(out)) {
            try (InputStream in = Files.newInputStream(file)) {
                sums.append(Sha256.of(in))
                        .append("  ")
                        .append(file.getFileName())
                        .append('\n');
            } catch (IOException e) {
                throw new UserError("Cannot read " + file + ": " + e.getMessage() + ".", e);
            }
        }
        return sums.toString();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing(Path::getFileName)).toList();
        } catch (IOException e) {
            throw new UserError("Cannot read " + folder + ": " + e.getMessage() + ".", "Build it first.", e);
        }
    }
}
