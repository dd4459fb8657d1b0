package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.testing.TestLibraries;
import org.samovar.testing.WrittenSlides;
import org.samovar.testing.WrittenStacks;

/** The real libraries as users have them, each time in a Java of its own with its own data folder. */
class FormatsIT {
    @TempDir
    Path folder;

    /** A run, its error output behind the other one. */
    private record Run(int code, String said) {}

    private Run samovar(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SAMOVAR_HOME", folder.resolve("home").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }

    @Test
    void bioFormatsIsInstalledFoundAndUsed() throws Exception {
        String jar = TestLibraries.bioFormats().toString();
        String stack = WrittenStacks.ics(folder.resolve("stack.ics")).toString();
        Run before = samovar(Map.of(), "formats", "info", stack);
        assertThat(before.said)
                .contains("it is none of", "Bio-Formats may be able to read it, once added; `samovar formats install`");
        assertThat(before.code).isOne();

        assertThat(samovar(Map.of(), "formats", "install", jar).said).contains("GPL-2.0", "--accept-licence");
        Run install = samovar(Map.of(), "formats", "install", jar, "--accept-licence");
        Path kept = folder.resolve("home/formats/bioformats_package.jar");
        assertThat(install.said).contains("Bio-Formats 6.7.0 is in " + kept, "SHA-256 ");
        assertThat(kept).hasSameBinaryContentAs(Path.of(jar));
        assertThat(samovar(Map.of(), "formats").said).contains("6.7.0, " + kept);

        Run info = samovar(Map.of(), "formats", "info", stack);
        assertThat(info.code).isZero();
        assertThat(info.said).contains("40 x 30 x 4", "UINT16", "0.50000 x 0.50000 x 2.0000 µm");
        String several = WrittenStacks.ome(folder.resolve("stack.ome.tif")).toString();
        assertThat(samovar(Map.of(), "formats", "info", several + "#1").said).contains("field 0", "field 1");
        String slide = WrittenSlides.aperio(folder.resolve("scan.svs")).toString();
        assertThat(samovar(Map.of(), "formats", "info", slide + "#1").said).contains("label image");
    }

    @Test
    void aVolumeThatBioFormatsReadsCanBeSegmented() throws Exception {
        Map<String, String> environment =
                Map.of("SAMOVAR_BIOFORMATS", TestLibraries.bioFormats().toString());
        String stack = WrittenStacks.ics(folder.resolve("stack.ics")).toString();
        Path out = folder.resolve("labels.nrrd");
        Run run = samovar(environment, "propagate", stack, "--slice", "1", "--box", "8,8,24,20", "-o", out.toString());
        assertThat(run.said).doesNotContain("Cannot");
        assertThat(run.code).isZero();
        assertThat(out).isNotEmptyFile();
    }

    @Test
    void openSlideIsInstalledFromItsWheelFoundAndUsed() throws Exception {
        Path library = TestLibraries.openSlide();
        Path wheel = folder.resolve("openslide_bin-4.0.1.2-py3-none-any.whl");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(wheel))) {
            out.putNextEntry(new ZipEntry("openslide_bin/" + library.getFileName()));
            Files.copy(library, out);
        }
        Run install = samovar(Map.of(), "formats", "install", wheel.toString(), "--accept-licence");
        Path kept = folder.resolve("home/formats").resolve(library.getFileName().toString());
        assertThat(install.said).contains("OpenSlide 4.0.1 is in " + kept);
        Path slide = WrittenSlides.aperio(folder.resolve("scan.svs"));
        assertThat(samovar(Map.of(), "formats", "info", slide.toString()).said)
                .contains(
                        "A slide, aperio", "label", "1100 x 700", "275 x 175", "4.0000", "1.0080 x 1.0080 x 1.0000 µm");
    }

    @Test
    void aFileOnWhichBioFormatsGoesRoundInCirclesEndsInAnError() throws Exception {
        byte[] stack = Files.readAllBytes(WrittenStacks.ics(folder.resolve("stack.ics")));
        Path endless = Files.write(folder.resolve("endless.ics"), Arrays.copyOf(stack, 300));
        Map<String, String> environment =
                Map.of("SAMOVAR_BIOFORMATS", TestLibraries.bioFormats().toString(), "SAMOVAR_BIOFORMATS_SECONDS", "3");
        Run run = samovar(environment, "formats", "info", endless.toString());
        assertThat(run.code).isOne();
        assertThat(run.said).contains("taken more than 3 seconds");
    }

    @Test
    void aLibraryThatIsNamedAndNotThereIsSaid() throws Exception {
        Run run = samovar(Map.of("SAMOVAR_BIOFORMATS", "/none/bioformats.jar"), "formats");
        assertThat(run.code).isZero();
        assertThat(run.said).contains("no: There is no file /none/bioformats.jar, which SAMOVAR_BIOFORMATS names.");
    }

    @Test
    void withoutAFileItTellsWhereLibrariesAre() throws Exception {
        assertThat(samovar(Map.of(), "formats", "install").said)
                .contains("bioformats_package.jar", "openslide-bin", "--accept-licence", "home/formats");
    }
}
