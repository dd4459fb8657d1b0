package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.io.FileSaver;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.fiji.job.DamagedFiles;
import org.samovar.io.Csv;

/** Two hundred images with the embedded model in real ImageJs, one of which is killed on the way. */
class BatchIT {
    private static final int SIDE = 64;
    private static final int WHOLE = 195;
    private static final int BEFORE_THE_KILL = 40;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    /** Grey discs, each at another place, over noise. */
    private static void writeDiscs(Path images) throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < WHOLE; i++) {
            ImagePlus image = IJ.createImage("disc", "8-bit black", SIDE, SIDE, 1);
            ImageProcessor pixels = image.getProcessor();
            pixels.add(40);
            pixels.setColor(170);
            pixels.fill(new OvalRoi(14 + random.nextInt(8), 14 + random.nextInt(8), 28, 28));
            pixels.noise(8);
            Path in = Files.createDirectories(images.resolve("plate-" + i % 3));
            boolean isPng = i % 2 == 0;
            // neighbours have one name but for the ending
            String file =
                    in.resolve("well-" + i / 6 + (isPng ? ".png" : ".tif")).toString();
            FileSaver saver = new FileSaver(image);
            assertThat(isPng ? saver.saveAsPng(file) : saver.saveAsTiff(file)).isTrue();
        }
    }

    private String macro(Path images, Path out) {
        return "run('Batch Folder...', 'folder=[" + text(images) + "] destination=[" + text(out)
                + "] task=[Prompts in words] said=[box 12,12,52,52]'); print('NEXT LINE');";
    }

    private static String text(Path file) {
        return file.toString().replace("\\", "\\\\");
    }

    /** The whole lines of the table by the name of their file; none where there is no table yet. */
    private static Map<String, List<String>> table(Path out) throws IOException {
        Path file = out.resolve("samovar-batch.csv");
        Map<String, List<String>> rows = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (List<String> row : Csv.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))) {
                assertThat(rows.put(row.get(0), row))
                        .as("a second line for " + row)
                        .isNull();
            }
            rows.remove("file");
        }
        return rows;
    }

    private static Map<String, Path> labels(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(file -> file.toString().endsWith(".tif"))
                    .collect(Collectors.toMap(
                            file -> out.relativize(file).toString(), file -> file, (a, b) -> a, TreeMap::new));
        }
    }

    @Test
    void aBatchThatIsKilledGoesOnAndEndsAsOneThatWasNot() throws Exception {
        Path images = Files.createDirectory(folder.resolve("the images"));
        writeDiscs(images);
        List<String> damaged = DamagedFiles.write(images);
        Path whole = folder.resolve("whole");
        Path resumed = folder.resolve("resumed");

        assertThat(InstalledImageJ.runHeadless(macro(images, whole)).lines())
                .contains(
                        "Batch Folder: 195 done, 0 skipped, 5 failed",
                        "Batch Folder: failed: " + String.join(", ", damaged),
                        "NEXT LINE");
        assertThat(table(whole)).hasSize(WHOLE + damaged.size());
        assertThat(labels(whole)).hasSize(WHOLE);
        assertThat(table(whole).values())
                .filteredOn(row -> row.get(1).equals("done"))
                .allMatch(row -> row.get(2).equals("1"));

        killOnTheWay(images, resumed);
        Map<String, List<String>> before = table(resumed);
        Map<String, FileTime> written = times(resumed, before);
        assertThat(before.size()).isBetween(BEFORE_THE_KILL, WHOLE);

        assertThat(InstalledImageJ.runHeadless(macro(images, resumed)).lines())
                .contains(
                        "Batch Folder: " + (WHOLE - written.size()) + " done, " + written.size() + " skipped, 5 failed",
                        "NEXT LINE");
        assertThat(table(resumed)).hasSize(WHOLE + damaged.size()).containsAllEntriesOf(done(before));
        assertThat(times(resumed, before)).isEqualTo(written);
        assertThatLabelsAreTheSame(resumed, whole);
    }

    private void killOnTheWay(Path images, Path out) throws Exception {
        Process process = InstalledImageJ.startHeadless(macro(images, out));
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (table(out).size() < BEFORE_THE_KILL && process.isAlive() && System.nanoTime() < end) {
                Thread.sleep(5);
            }
            assertThat(process.isAlive()).as("still in work").isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Map<String, List<String>> done(Map<String, List<String>> rows) {
        Map<String, List<String>> done = new LinkedHashMap<>(rows);
        done.values().removeIf(row -> !row.get(1).equals("done"));
        return done;
    }

    /** When the labels of rows that are done were written. */
    private static Map<String, FileTime> times(Path out, Map<String, List<String>> rows) throws IOException {
        Map<String, FileTime> times = new LinkedHashMap<>();
        for (List<String> row : done(rows).values()) {
            times.put(row.get(5), Files.getLastModifiedTime(out.resolve(row.get(5))));
        }
        return times;
    }

    private static void assertThatLabelsAreTheSame(Path some, Path others) throws IOException {
        Map<String, Path> expected = labels(others);
        Map<String, Path> found = labels(some);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        for (Map.Entry<String, Path> one : found.entrySet()) {
            assertThat(one.getValue()).hasSameBinaryContentAs(expected.get(one.getKey()));
        }
    }
}
