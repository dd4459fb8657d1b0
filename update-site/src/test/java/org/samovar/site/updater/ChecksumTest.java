package org.samovar.site.updater;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.site.MadeUpBuild;
import org.scijava.util.FileUtils;

class ChecksumTest {

    @TempDir
    private Path folder;

    @Test
    void aJarOfFijiHasTheChecksumThatItsUpdaterGivesIt() throws URISyntaxException {
        Path jar = Path.of(FileUtils.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(jar).hasFileName("scijava-common-2.100.1.jar");
        // what the updater 2.0.4 wrote into .checksums
        assertThat(Checksum.of("jars/scijava-common-2.100.1.jar", jar))
                .isEqualTo("b3511aad299389d31ce7674dd8132642c63dbfe9");
    }

    @Test
    void buildingAJarAgainDoesNotChangeItsChecksum() {
        Path first = MadeUpBuild.jar(
                folder.resolve("first.jar"),
                Map.of(
                        "A.class",
                        "a",
                        "META-INF/MANIFEST.MF",
                        "Built: today",
                        "pom.properties",
                        "#today\nversion=1\n"));
        Path second = MadeUpBuild.jar(
                folder.resolve("second.jar"),
                Map.of(
                        "A.class",
                        "a",
                        "META-INF/MANIFEST.MF",
                        "Built: later",
                        "pom.properties",
                        "#later\nversion=1\n"));
        Path other = MadeUpBuild.jar(
                folder.resolve("other.jar"),
                Map.of(
                        "A.class",
                        "a",
                        "META-INF/MANIFEST.MF",
                        "Built: today",
                        "pom.properties",
                        "#today\nversion=2\n"));
        assertThat(Checksum.of("jars/x.jar", second))
                .isEqualTo(Checksum.of("jars/x.jar", first))
                .isNotEqualTo(Checksum.of("jars/x.jar", other));
    }

    @Test
    void thePathOfOtherFilesCounts() throws Exception {
        Path file = Files.writeString(folder.resolve("x.txt"), "x");
        assertThat(Checksum.of("macros/x.txt", file))
                .isEqualTo(ImageJFolder.checksum("macros/x.txt", file))
                .isNotEqualTo(Checksum.of("scripts/x.txt", file));
    }

    @Property(tries = 5000)
    void commentsAreLeftOutAsTheUpdaterLeavesThemOut(
            @ForAll
                    @StringLength(max = 24)
                    @CharRange(from = '\n', to = '\n')
                    @CharRange(from = '#', to = '#')
                    @CharRange(from = 'a', to = 'a')
                    String text) {
        byte[] properties = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Checksum.withoutComments(properties)).isEqualTo(ImageJFolder.uncommented(properties));
    }
}
