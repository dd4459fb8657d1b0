package org.samovar.site.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.site.MadeUpBuild;
import org.samovar.site.bom.Platform;

class ReleaseTest {
    private static final Set<Platform> TWO = Set.of(Platform.LINUX_X86_64, Platform.WIN_X86_64);

    @TempDir
    private Path folder;

    private Path root;
    private Path bom;

    @BeforeEach
    void aCheckoutThatWasBuilt() throws IOException {
        root = folder.resolve("checkout");
        Path target = root.resolve("slicer-bridge/target");
        MadeUpBuild.jar(root.resolve("core/target/samovar-core-1.0.jar"), Map.of("C.class", "c"));
        MadeUpBuild.jar(root.resolve("fiji-plugin/target/Samovar_-1.0.jar"), Map.of("P.class", "p"));
        MadeUpBuild.jar(target.resolve("samovar-bridge.jar"), Map.of("B.class", "b"));
        bom = new MadeUpBuild("1.0")
                .with("core", MadeUpBuild.jar(target.resolve("lib/samovar-core-1.0.jar"), Map.of("C.class", "c")))
                .with("linux", engine(target, "linux-x86_64", "libtorch.so"))
                .with("windows", engine(target, "win-x86_64", "torch.dll"))
                .bom(root.resolve("target/bom.json"));
        for (String name : List.of(
                "samovar",
                "samovar.bat",
                "LICENSE",
                "tools/java.sh",
                "spark/java.options",
                "spark/target/samovar-spark.jar",
                "samples/samples.json",
                "slicer-bridge/slicer/CMakeLists.txt",
                "slicer-bridge/slicer/bench_bridge.py",
                "slicer-bridge/slicer/Samovar/Samovar.py",
                "slicer-bridge/slicer/Samovar/Testing/test_a.py")) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), name);
        }
    }

    private static Path engine(Path target, String platform, String library) {
        return MadeUpBuild.jar(
                target.resolve("lib/pytorch-native-cpu-2.7.1-" + platform + ".jar"),
                Map.of("pytorch/cpu/" + platform + "/" + library, ""));
    }

    private Path release(String name, Set<Platform> platforms) {
        Path out = folder.resolve(name);
        new Release(root, bom, out).write(platforms);
        return out;
    }

    private static List<String> names(Path zip) throws IOException {
        try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
            List<String> names = new ArrayList<>();
            for (ZipArchiveEntry entry : Collections.list(file.getEntriesInPhysicalOrder())) {
                names.add(entry.getName() + (entry.getUnixMode() == 0100755 ? "*" : ""));
            }
            return names;
        }
    }

    @Test
    void aZipOfTheCommandLineHasWhatItRunsWithAndTheEngineOfItsPlatform() throws IOException {
        assertThat(names(release("out", TWO).resolve("samovar-1.0-linux-x86_64.zip")))
                .containsExactly(
                        "samovar-1.0/LICENSE",
                        "samovar-1.0/THIRD-PARTY.txt",
                        "samovar-1.0/lib/pytorch-native-cpu-2.7.1-linux-x86_64.jar",
                        "samovar-1.0/lib/samovar-core-1.0.jar",
                        "samovar-1.0/samovar*",
                        "samovar-1.0/samovar-bridge.jar",
                        "samovar-1.0/samovar.bat",
                        "samovar-1.0/samples/samples.json",
                        "samovar-1.0/spark/java.options",
                        "samovar-1.0/spark/samovar-spark.jar",
                        "samovar-1.0/tools/java.sh");
    }

    @Test
    void aZipOfTheSlicerExtensionHasItsServerAndNoTests() throws IOException {
        assertThat(names(release("out", TWO).resolve("samovar-slicer-1.0-win-x86_64.zip")))
                .containsExactly(
                        "samovar-slicer-1.0/CMakeLists.txt",
                        "samovar-slicer-1.0/LICENSE",
                        "samovar-slicer-1.0/Samovar/Samovar.py",
                        "samovar-slicer-1.0/THIRD-PARTY.txt",
                        "samovar-slicer-1.0/lib/pytorch-native-cpu-2.7.1-win-x86_64.jar",
                        "samovar-slicer-1.0/lib/samovar-core-1.0.jar",
                        "samovar-slicer-1.0/samovar-bridge.jar");
    }

    @Test
    void everyFileIsHashed() throws IOException {
        Path out = release("out", TWO);
        assertThat(Files.readAllLines(out.resolve("SHA256SUMS"), StandardCharsets.UTF_8))
                .map(line -> line.substring(66))
                .containsExactly(
                        "Samovar_-1.0.jar",
                        "THIRD-PARTY.txt",
                        "samovar-1.0-linux-x86_64.zip",
                        "samovar-1.0-win-x86_64.zip",
                        "samovar-1.0.cdx.json",
                        "samovar-bridge-1.0.jar",
                        "samovar-core-1.0.jar",
                        "samovar-slicer-1.0-linux-x86_64.zip",
                        "samovar-slicer-1.0-win-x86_64.zip");
    }

    @Test
    void anotherTimeAndAnotherTimeZoneGiveTheSameFiles() throws IOException {
        Path first = release("first", TWO);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_234_567_890_000L));
            }
        }
        TimeZone here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertThat(release("second", TWO).resolve("SHA256SUMS"))
                    .hasSameTextualContentAs(first.resolve("SHA256SUMS"));
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    void aPlatformWithoutItsEngineIsRefused() {
        assertThatThrownBy(() -> release("out", Set.of(Platform.OSX_AARCH64)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("There is no library of the engine for osx-aarch64");
    }

    @Test
    void aJarThatTheBillDoesNotHaveIsRefused() {
        MadeUpBuild.jar(root.resolve("slicer-bridge/target/lib/stray-0.9.jar"), Map.of("S.class", "s"));
        assertThatThrownBy(() -> release("out", TWO))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("stray-0.9.jar is not in the bill of materials.");
    }

    @Test
    void aFolderThatIsNotEmptyIsRefused() throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        Files.writeString(out.resolve("thesis.tex"), "years");
        assertThatThrownBy(() -> release("out", TWO))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("is not empty.");
    }
}
