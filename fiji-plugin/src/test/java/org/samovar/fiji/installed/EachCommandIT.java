package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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

    /** What has no dialog with options, and what shows that it can be recorded all the same. */
    private static final Map<String, String> WITHOUT_DIALOG = Map.of(
            "Manage Models...", "a window: ModelsIT presses its buttons and reads the lines",
            "Check Setup", "no options, and lines about this computer in the log: CommandsIT runs it",
            "Samovar Tool", "mouse and keys: ToolIT runs the lines that they record",
            "Samovar Macro Extensions", "functions for macros: MacrosIT calls them");

    private static List<Case> cases = List.of();
    private static List<String> shown = List.of();
    private static List<String> headless = List.of();

    @BeforeAll
    static void runAll(@TempDir Path folder) throws Exception {
        Path written = folder.resolve("written");
        cases = Stream.of(ofImages(folder), ofFolders(folder, written))
                .flatMap(List::stream)
                .toList();
        Path file = folder.resolve("cases.txt");
        Case.write(cases, file);
        shown = InstalledImageJ.runOnDisplay(EachCommandMain.class, file.toString(), written.toString())
                .lines()
                .toList();
        headless = InstalledImageJ.runHeadless(withoutDialogs(written)).lines().toList();
    }

    /** What the current image is segmented by, or its objects. */
    private static List<Case> ofImages(Path folder) {
        return List.of(
                one("Segment with Prompts...", "SegmentWithPrompts", NUCLEI + "makeRectangle(104, 89, 42, 48);"),
                new Case("Segment Everything...", "SegmentEverything", NUCLEI, Map.of("score", "0.6")),
                new Case(
                        "Segment Instances...",
                        "SegmentInstances",
                        imported(SmallFiles.instances(folder)) + NUCLEI,
                        Map.of("model", "instances.safetensors")),
                one("Propagate Through Stack...", "PropagateThroughStack", DISCS + "makeRectangle(22, 20, 30, 30);"),
                new Case(
                        "Segment Semantic...",
                        "SegmentSemantic",
                        DISCS,
                        Map.of("system", SmallFiles.system(folder).toString())),
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

    /** What reads folders, and saves files in another one. */
    private static List<Case> ofFolders(Path folder, Path written) throws IOException {
        Path images = Files.createDirectory(folder.resolve("heap"));
        Files.copy(Path.of(InstalledImageJ.SAMPLE), images.resolve("other.png"));
        Path plate = Files.createDirectories(folder.resolve("plates/one"));
        Files.copy(Path.of(InstalledImageJ.SAMPLE), plate.resolve("well.png"));
        Files.writeString(plate.resolve("damaged.png"), "no image");
        Path examples = SmallFiles.examples(folder.resolve("examples"));
        Path fewSteps = SmallFiles.config(folder, 3); // however long they take
        return List.of(
                new Case(
                        "Segment Collection...",
                        "SegmentCollection",
                        NUCLEI + "makeRectangle(104, 89, 42, 48);",
                        Map.of("folder", images.toString())),
                new Case(
                        "Segment with Support Set...",
                        "SegmentWithSupportSet",
                        DISCS,
                        Map.of(
                                "model", SmallFiles.support(folder).toString(),
                                "folder", examples.toString(),
                                "both", "false")),
                new Case(
                        "Batch Folder...",
                        "BatchFolder",
                        NUCLEI,
                        Map.of("folder", plate.getParent().toString(), "destination", written.toString())),
                new Case(
                        "Train or Finetune...",
                        "TrainOrFinetune",
                        NUCLEI,
                        Map.of(
                                "config", fewSteps.toString(),
                                "data", examples.toString(),
                                "destination", written.toString())));
    }

    /** The recorded lines in a macro. */
    private static String withoutDialogs(Path written) {
        StringBuilder macro = new StringBuilder();
        for (Case one : cases) {
            macro.append(one.preparation())
                    .append(after(shown, one, "LINE"))
                    .append("\nprint('CASE ")
                    .append(one.title())
                    .append("'); print('HEADLESS ' + call('")
                    .append(Digest.class.getName())
                    .append(".take', '")
                    .append(text(written))
                    .append("'));\n")
                    .append(EachCommandMain.CLEANING);
        }
        return macro.toString();
    }

    private static Case one(String title, String type, String preparation) {
        return new Case(title, type, preparation, Map.of());
    }

    private static String open(String sample) {
        return "open('" + text(Path.of(InstalledImageJ.SAMPLE).resolveSibling(sample)) + "');";
    }

    /** Makes a file one of the models that dialogs offer, unless it is one already. */
    private static String imported(Path file) {
        return "if (!File.exists(call('java.lang.System.getenv', 'SAMOVAR_HOME') + '/models/" + file.getFileName()
                + "')) run('Manage Models...', 'action=Import file=[" + text(file) + "]');";
    }

    private static String text(Path file) {
        return file.toString().replace("\\", "\\\\");
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
            assertThat(after(shown, one, "DIALOG")).as(one.title()).isNotEqualTo(after(shown, one, "BEFORE"));
        }
    }

    @Test
    void everyCommandOfTheMenuIsHere() throws IOException {
        Set<String> menu = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("src/main/resources/plugins.config"))) {
            if (line.startsWith("Plugins>")) {
                menu.add(line.split("\"")[1]);
            }
        }
        Set<String> here = new TreeSet<>(WITHOUT_DIALOG.keySet());
        cases.forEach(one -> here.add(one.title()));
        assertThat(here).as("beside those that need none: " + WITHOUT_DIALOG).isEqualTo(menu);
    }
}
