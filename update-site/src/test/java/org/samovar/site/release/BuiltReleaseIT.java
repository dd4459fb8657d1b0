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

    @Test
    void theCommandLineSegmentsASampleWithoutMaven() throws Exception {
        Path maven = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\ntouch \"$0\".was-called; exit 1\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        Path mask = folder.resolve("cell.json");
        ProcessBuilder samovar = new ProcessBuilder(
                        unpacked.resolve("samovar").toString(),
                        "segment",
                        unpacked.resolve("samples/cell.png").toString(),
                        "--point",
                        "428,374",
                        "-o",
                        mask.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile());
        samovar.environment().put("JAVA_HOME", System.getProperty("java.home"));
        samovar.environment().merge("PATH", maven.getParent().toString(), (path, first) -> first + ":" + path);
        int code = samovar.start().waitFor();
        assertThat(code).as(Files.readString(folder.resolve("said.txt"))).isZero();
        assertThat(mask).content().contains("\"counts\"");
        assertThat(folder.resolve("bin")).isDirectoryNotContaining("glob:**.was-called");
    }
}
