package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.fiji.SmallFiles;
import org.samovar.io.TypedPath;

/** ImageJs whose folders, language settings and Javas are not as one would wish. */
class UnusualPlacesIT {
    private static final String LANGUAGE = "LC_ALL";
    private static final int VERSION_BYTE = 7;
    private static final byte FUTURE = 99;

    private static final String SEGMENT = String.join(
            "\n",
            "open('IMAGE');",
            "makeRectangle(104, 89, 42, 48);",
            "run('Segment with Prompts...', 'output=ROI');",
            "getStatistics(area); print('AREA ' + area);");

    @TempDir
    Path folder;

    @Test
    void spacesUmlautsAndOtherScriptsAreFineInEveryFolder() throws Exception {
        assumeNames("ÄÖÜ 日本");
        Path odd = Files.createDirectories(folder.resolve("Größe ÄÖÜ (日本)"));
        Path image = Files.copy(Path.of(InstalledImageJ.SAMPLE), odd.resolve("Zellkerne µ.png"));
        Path weights = Files.move(SmallFiles.system(odd), odd.resolve("Gewichte 日本.safetensors"));
        String macro = String.join(
                "\n",
                SEGMENT.replace("IMAGE", text(image)),
                "run('Manage Models...', 'action=Import file=[" + text(weights) + "]');",
                "run('Manage Models...', 'action=Information model=[Gewichte 日本]');",
                "run('Segment Semantic...', 'system=[" + text(weights) + "]');",
                "print('CLASSES ' + getTitle());");

        String printed = InstalledImageJ.runHeadless(
                macro,
                new InstalledImageJ.Place(
                        InstalledImageJ.copy(InstalledImageJ.BUILT, odd.resolve("ImageJ Ä")),
                        Files.createDirectories(odd.resolve("Müller")),
                        Map.of(
                                LANGUAGE,
                                "C.UTF-8",
                                "SAMOVAR_HOME",
                                odd.resolve("Samovar ß").toString(),
                                "DJL_CACHE_DIR",
                                odd.resolve("Maschine é").toString())));

        assertSegmented(printed);
        assertThat(printed.lines()).contains("CLASSES Zellkerne µ-labels");
        assertThat(printed).contains("prompt-free unet that finds cell, nucleus");
        assertThat(odd.resolve("Samovar ß/models/Gewichte 日本.safetensors")).hasSameBinaryContentAs(weights);
        assertThat(odd.resolve("Maschine é/pytorch")).isNotEmptyDirectory();
    }

    @Test
    void whereNothingCanBeWrittenTheEmbeddedModelWorksAndTheFolderIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path weights = SmallFiles.system(folder);
        String macro = SEGMENT.replace("IMAGE", text(Path.of(InstalledImageJ.SAMPLE)))
                + "\nrun('Check Setup');"
                + "\nrun('Manage Models...', 'action=Import file=[" + text(weights) + "]');\nprint('NOT REACHED');";

        String printed = InstalledImageJ.runHeadless(
                macro,
                new InstalledImageJ.Place(
                        InstalledImageJ.BUILT,
                        file.resolve("home"),
                        Map.of("SAMOVAR_HOME", file.resolve("samovar").toString())));

        assertSegmented(printed);
        Path models = file.resolve("samovar").resolve("models");
        assertThat(printed)
                .contains("Everything works.", models + " (cannot be written to: " + file + " is a file, not a folder)")
                .contains(
                        "Manage Models: Models cannot be kept in " + models + ": " + file + " is a file, not a folder."
                                + " Set the environment variable SAMOVAR_HOME to a folder that you may write to")
                .doesNotContain("NOT REACHED");
    }

    @Test
    void lettersThatTheLanguageSettingDoesNotKnowAreSaidToBeTheReason() throws Exception {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"), "only there names of files depend on it");
        assumeNames("Müller");
        String macro = SEGMENT.replace("IMAGE", text(Path.of(InstalledImageJ.SAMPLE)))
                + "\nrun('Manage Models...', 'action=List');\nprint('NOT REACHED');";

        String printed = InstalledImageJ.runHeadless(
                macro,
                new InstalledImageJ.Place(
                        InstalledImageJ.BUILT,
                        folder,
                        Map.of(
                                LANGUAGE,
                                "C",
                                "SAMOVAR_HOME",
                                folder.resolve("Müller").toString())));

        assertSegmented(printed);
        assertThat(printed)
                .contains("cannot be the name of a file or folder here. " + TypedPath.OTHER_LETTERS)
                .doesNotContain("NOT REACHED", "\tat ");
    }

    @Test
    void classesThatAreTooNewForThisJavaAreSaidToBeSo() throws Exception {
        Path imageJ = InstalledImageJ.copy(InstalledImageJ.BUILT, folder.resolve("ImageJ"));
        try (Stream<Path> plugins = Files.list(imageJ.resolve("plugins"))) {
            for (Path jar : plugins.filter(Files::isRegularFile).toList()) {
                makeNewer(jar);
            }
        }
        String printed = InstalledImageJ.runHeadless(
                "run('Check Setup');\nprint('NOT REACHED');", new InstalledImageJ.Place(imageJ, folder, Map.of()));
        String java = System.getProperty("java.specification.version");
        assertThat(printed)
                .contains("Samovar: Samovar needs Java 17 or newer; this ImageJ runs on Java " + java + ".")
                .doesNotContain("NOT REACHED", "\tat ");
    }

    private static void assumeNames(String letters) {
        assumeTrue(
                TypedPath.isNameable(letters), "the tests themselves run in a language setting without these letters");
    }

    private static void assertSegmented(String printed) {
        // the box has 2016 pixels
        assertThat(InstalledImageJ.number(printed, "AREA")).isBetween(400.0, 2016.0);
    }

    private static String text(Path file) {
        return file.toString().replace("\\", "\\\\");
    }

    /** Gives all classes of a jar the version of a Java that nobody has yet, but for those that run on every one. */
    private static void makeNewer(Path jar) throws IOException {
        Path newer = jar.resolveSibling("newer.tmp");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                OutputStream file = Files.newOutputStream(newer);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(newer(entry.getName(), in));
            }
        }
        Files.delete(jar);
        Files.move(newer, jar);
    }

    private static byte[] newer(String name, InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        if (name.endsWith(".class") && !name.startsWith("org/samovar/fiji/start/")) {
            bytes[VERSION_BYTE] = FUTURE;
        }
        return bytes;
    }
}
