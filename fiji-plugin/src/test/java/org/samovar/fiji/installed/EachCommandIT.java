package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.fiji.SmallFiles;
import org.samovar.fiji.installed.EachCommandMain.Case;

/** What a dialog does, its recorded line does again, pixel for pixel: with a display and without one. */
class EachCommandIT {
    private static final String NUCLEI = open("nuclei.png");
    private static final String LABELS = open("nuclei-label.png");
    private static final String DISCS = "newImage('discs', '8-bit black', 96, 80, 3);"
            + "for (i = 1; i <= 3; i++) { setSlice(i); setColor(200); fillOval(18 + 2 * i, 20, 30, 30); } setSlice(2);";

    private static List<Case> cases = List.of();
    private static List<String> shown = List.of();
    private static List<String> headless = List.of();

    @BeforeAll
    static void runAll(@TempDir Path folder) throws Exception {
        SmallFiles.example(folder, "one", 3);
        SmallFiles.example(folder, "two", 5);
        Path images = Files.createDirectory(folder.resolve("heap"));
        Files.copy(Path.of(InstalledImageJ.SAMPLE), images.resolve("other.png"));
        cases = cases(folder, images);
        Path file = folder.resolve("cases.txt");
        Case.write(cases, file);
        shown = InstalledImageJ.runOnDisplay(EachCommandMain.class, file.toString())
                .lines()
                .toList();
        headless = InstalledImageJ.runHeadless(withoutDialogs()).lines().toList();
    }

    private static List<Case> cases(Path folder, Path images) {
        return List.of(
                one("Segment with Prompts...", "SegmentWithPrompts", NUCLEI + "makeRectangle(104, 89, 42, 48);"),
                one("Segment Everything...", "SegmentEverything", NUCLEI),
                one("Propagate Through Stack...", "PropagateThroughStack", DISCS + "makeRectangle(22, 20, 30, 30);"),
                new Case(
                        "Segment Collection...",
                        "SegmentCollection",
                        NUCLEI + "makeRectangle(104, 89, 42, 48);",
                        Map.of("folder", images.toString())),
                new Case(
                        "Segment Semantic...",
                        "SegmentSemantic",
                        DISCS,
                        Map.of("system", SmallFiles.system(folder).toString())),
                new Case(
                        "Segment with Support Set...",
                        "SegmentWithSupportSet",
                        DISCS,
                        Map.of(
                                "model",
                                SmallFiles.support(folder).toString(),
                                "folder",
                                folder.toString(),
                                "both",
                                "false")),
                one(
                        "Refine Labels...",
                        "RefineLabels",
                        LABELS + "run('Translate...', 'x=3 y=2 interpolation=None'); rename('nuclei-labels');"
                                + NUCLEI),
                one("Measure Objects...", "MeasureObjects", LABELS),
                new Case(
                        "Objects to Label Image...",
                        "ObjectsToLabelImage",
                        NUCLEI + "makeRectangle(9, 9, 7, 5); Overlay.addSelection; makeOval(40, 30, 20, 10);"
                                + " Overlay.addSelection; run('Select None');",
                        Map.of("objects", "Overlay")),
                one(
                        "Evaluate Against Labels...",
                        "EvaluateAgainstLabels",
                        LABELS + "rename('truth'); run('Duplicate...', 'title=found');"
                                + " run('Translate...', 'x=2 y=1 interpolation=None');"),
                one("Compare Models...", "CompareModels", NUCLEI + "makeRectangle(104, 89, 42, 48);"));
    }

    /** The recorded lines in a macro. */
    private static String withoutDialogs() {
        StringBuilder macro = new StringBuilder();
        for (Case one : cases) {
            macro.append(one.preparation())
                    .append(after(shown, one, "LINE"))
                    .append("\nprint('CASE ")
                    .append(one.title())
                    .append("'); print('HEADLESS ' + call('")
                    .append(Digest.class.getName())
                    .append(".now'));\n")
                    .append(EachCommandMain.CLEANING);
        }
        return macro.toString();
    }

    private static Case one(String title, String type, String preparation) {
        return new Case(title, type, preparation, Map.of());
    }

    private static String open(String sample) {
        Path file = Path.of(InstalledImageJ.SAMPLE).resolveSibling(sample);
        return "open('" + file.toString().replace("\\", "\\\\") + "');";
    }

    /** The rest of the first line that begins with a word, after the title of a case. */
    private static String after(List<String> lines, Case one, String word) {
        int start = lines.indexOf("CASE " + one.title());
        assertThat(start).as(one.title() + " in:\n" + String.join("\n", lines)).isNotNegative();
        return lines.stream()
                .skip(start)
                .filter(line -> line.startsWith(word + " "))
                .findFirst()
                .orElseThrow()
                .substring(word.length() + 1);
    }

    @Test
    void aRecordedLineDoesWhatTheDialogDid() {
        for (Case one : cases) {
            assertThat(after(shown, one, "AGAIN")).as(one.title()).isEqualTo(after(shown, one, "DIALOG"));
        }
    }

    @Test
    void itDoesTheSameWithoutADisplay() {
        for (Case one : cases) {
            assertThat(after(headless, one, "HEADLESS")).as(one.title()).isEqualTo(after(shown, one, "DIALOG"));
        }
    }

    @Test
    void everyCommandLeavesSomethingBehind() {
        for (Case one : cases) {
            String digest = after(shown, one, "DIALOG");
            String images = digest.substring(0, digest.lastIndexOf("; "));
            boolean hasResult =
                    images.contains("-labels") || images.contains("selected box") || !digest.endsWith("; []");
            assertThat(hasResult).as(one.title() + ": " + digest).isTrue();
        }
    }
}
