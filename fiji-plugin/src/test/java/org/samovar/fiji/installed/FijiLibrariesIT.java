package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build makes for Fiji, among libraries in the versions that a Fiji has, older ones than ours and newer ones. */
class FijiLibrariesIT {
    private static final Path FIJI_HAS = InstalledImageJ.FIJI.resolveSibling("fiji-has");

    @TempDir
    private Path folder;

    private Path fiji;

    private static String withoutVersion(Path jar) {
        return jar.getFileName().toString().replaceFirst("-\\d[.\\d]*\\.jar$", "");
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    /** What Fiji has in our versions comes from the folder for plain ImageJ. */
    @BeforeEach
    void aFiji() throws IOException {
        fiji = InstalledImageJ.copy(InstalledImageJ.FIJI, folder.resolve("Fiji"));
        InstalledImageJ.copy(FIJI_HAS, fiji.resolve("jars"));
        List<String> there = new ArrayList<>(
                jars(fiji).stream().map(FijiLibrariesIT::withoutVersion).toList());
        for (Path jar : jars(InstalledImageJ.BUILT)) {
            if (!there.contains(withoutVersion(jar))) {
                Files.copy(jar, fiji.resolve("jars").resolve(jar.getFileName()));
            }
        }
    }

    @Test
    void everythingIsSegmented() throws Exception {
        String printed = InstalledImageJ.runHeadless(
                String.join(
                        "\n",
                        "open('" + InstalledImageJ.SAMPLE.replace("\\", "\\\\") + "');",
                        "run('Check Setup');",
                        "run('Segment Everything...', 'output=[Label image]');",
                        "getStatistics(n, mean, min, max); print('OBJECTS ' + max);"),
                new InstalledImageJ.Place(fiji, Files.createDirectories(folder.resolve("home")), Map.of()));
        assertThat(printed).contains("Everything works.");
        assertThat(InstalledImageJ.number(printed, "OBJECTS")).isPositive();
    }
}
