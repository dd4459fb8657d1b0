package org.samovar.site.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.site.MadeUpBuild;
import org.samovar.site.bom.Platform;

/** The release of the very jars that were built before these tests ran, for the platform that they were built on. */
class BuiltReleaseIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Path unpacked;

    @BeforeEach
    void aReleaseIsUnpacked() throws IOException {
        Path built = ROOT.resolve("slicer-bridge/target");
        Path out = folder.resolve("out");
        new Release(ROOT, bom(built.resolve("lib")), out).write(Set.of(platform(built.resolve("lib"))));
        try (Stream<Path> files = Files.list(out)) {
            Path zip = files.filter(file -> file.getFileName().toString().matches("samovar-\\d.*\\.zip"))
                    .findFirst()
                    .orElseThrow();
            unpack(zip, folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            unpacked = files.filter(file -> file.getFileName().toString().startsWith("samovar-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The real one is not there, as CycloneDX's plugin refuses to work without a network. */
    private Path bom(Path libraries) throws IOException {
        Pattern core = Pattern.compile("samovar-core-(.*)\\.jar");
        try (Stream<Path> files = Files.list(libraries)) {
            List<Path> jars = files.toList();
            String version = jars.stream()
                    .map(jar -> core.matcher(jar.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow();
            MadeUpBuild build = new MadeUpBuild(version);
            jars.forEach(jar -> build.with(jar.getFileName().toString(), jar));
            return build.bom(folder.resolve("bom.json"));
        }
    }

    private static Platform platform(Path libraries) throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            return files.map(Platform::of).flatMap(Optional::stream).findFirst().orElseThrow();
        }
    }

    private static void unpack(Path zip, Path into) throws IOException {
        try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
            for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
                Path target = into.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, target);
                }
                if ((entry.getUnixMode() & 0111) != 0) {
                    assertThat(target.toFile().setExecutable(true)).isTrue();
                }
            }
        }
    }

    /** What a command of bash printed; {@code $1} is the folder of the release, {@code $2} an empty one. */
    private String bash(String command) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        ProcessBuilder bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        command,
                        "bash",
                        unpacked.toString(),
                        Files.createDirectories(folder.resolve("empty")).toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        bash.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int code = bash.start().waitFor();
        assertThat(code).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    @Test
    void theCommandLineSegmentsASampleWithoutMaven() throws Exception {
        assertThat(
                        bash(
                                """
                printf '#!/bin/sh\\ntouch "$0".was-called; exit 1\\n' > "$2/mvn" && chmod +x "$2/mvn"
                PATH=$2:$PATH "$1/samovar" segment "$1/samples/cell.png" --point 428,374 -o "$2/cell.json"
                """))
                .contains("object 1: ");
        assertThat(folder.resolve("empty/cell.json")).content().contains("\"counts\"");
        assertThat(folder.resolve("empty")).isDirectoryNotContaining("glob:**.was-called");
    }

    @Test
    void itsFolderMayHaveSpacesAndUmlautsWhateverTheLanguageSetting() throws Exception {
        // back again at the end, as the Java of this test may be one that could not delete such a folder
        assertThat(
                        bash(
                                """
                odd=$2/$(printf 'Gr\\303\\266\\303\\237e 1')
                mv "$1" "$odd"
                LC_ALL=POSIX "$odd/samovar" segment "$odd/samples/cell.png" --point 428,374 -o "$odd/cell.json"
                mv "$odd" "$1"
                """))
                .contains("object 1: ");
        assertThat(unpacked.resolve("cell.json")).content().contains("\"counts\"");
    }
}
