package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.fiji.SmallFiles;

/** Training in real ImageJs: from open images and from a folder, stopped, gone on with, and used. */
class TrainingIT {
    private static final int ENOUGH = 60;

    private static final String MACRO = String.join(
            "\n",
            "for (i = 0; i < 5; i++) {",
            "  newImage('cells' + i + '.tif', '8-bit black', 64, 64, 1);",
            "  setColor(180 + 10 * i); fillOval(8 + 5 * i, 12, 26, 26);",
            "  newImage('cells' + i + '-labels', '16-bit black', 64, 64, 1);",
            "  setColor(4); fillOval(8 + 5 * i, 12, 26, 26);",
            "}",
            "run('Train or Finetune...', 'config=[SHORT] destination=[RUN]');",
            "run('Train or Finetune...', 'config=[LONG] destination=[RUN]');",
            "run('Train or Finetune...', 'config=[LONG] destination=[RUN]');",
            "selectWindow('cells2.tif');",
            "run('Segment Semantic...', 'system=[RUN/best.safetensors]');",
            "print('NAMES ' + Property.get('samovar.classes'));",
            "print('INSIDE ' + getPixel(31, 25)); print('OUTSIDE ' + getPixel(60, 60)); close();",
            "run('Train or Finetune...', 'config=[SHORT] data=[FOLDER/examples] labels=foreground destination=[OTHER]');",
            "selectWindow('cells2.tif');",
            "run('Segment Semantic...', 'system=[OTHER/best.safetensors]');",
            "print('FOREGROUND ' + Property.get('samovar.classes')); close();",
            "run('Train or Finetune...', 'config=[SHORT] destination=[RUN] resume=false');",
            "print('NOT REACHED');");

    @TempDir
    private static Path folder;

    private static String printed = "";

    @BeforeAll
    static void runTheMacroWithoutADisplay() throws Exception {
        SmallFiles.examples(folder.resolve("examples"));
        printed = InstalledImageJ.runHeadless(MACRO.replace("SHORT", text(SmallFiles.config(folder, 2)))
                .replace("LONG", text(SmallFiles.config(folder, ENOUGH)))
                .replace("RUN", text(folder.resolve("run")))
                .replace("OTHER", text(folder.resolve("other")))
                .replace("FOLDER", text(folder)));
    }

    private static String text(Path file) {
        return file.toString().replace("\\", "\\\\");
    }

    @Test
    void openImagesTeachASystemThatFindsWhatIsLabelledOnThem() {
        assertThat(printed.lines()).contains("NAMES 1 class 4");
        assertThat(InstalledImageJ.number(printed, "INSIDE")).isEqualTo(1);
        assertThat(InstalledImageJ.number(printed, "OUTSIDE")).isZero();
        assertThat(printed).contains("open-images: 4 cases to train on, 1 held out");
        assertThat(folder.resolve("run/training-data/open-images/images/cells0.tif"))
                .exists();
    }

    @Test
    void theSameFolderGoesOnAndARunThatIsOverSaysSo() {
        assertThat(printed.lines())
                .contains("Going on after iteration 2.", "The run was over before; more minutes let it go on.");
        assertThat(printed).contains("small, " + ENOUGH + " iterations in");
    }

    @Test
    void theLogSaysHowTheWeightsAreUsedAndTheCurveIsDrawn() {
        String best = folder.resolve("run/best.safetensors").toString();
        assertThat(printed.lines())
                .contains("run(\"Segment Semantic...\", \"system=[" + best.replace('\\', '/') + "]\");");
        assertThat(folder.resolve("run/curve.png")).exists();
    }

    @Test
    void aFolderWithoutADescriptionTeachesAsWell() throws IOException {
        assertThat(printed.lines()).contains("FOREGROUND 1 foreground");
        assertThat(printed).contains("examples: 3 cases to train on, 1 held out");
        try (var files = Files.list(folder.resolve("examples"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("images", "labels");
        }
    }

    @Test
    void aRunThatIsThereIsNotWrittenOver() {
        assertThat(printed).contains("Train or Finetune: There is a run in " + folder.resolve("run") + " already");
        assertThat(printed.lines()).doesNotContain("NOT REACHED");
    }

    @Test
    void theCurveGrowsAPromptIsAnsweredMeanwhileAndEscapeKeepsTheRun() throws Exception {
        Path run = folder.resolve("shown");
        String shown = InstalledImageJ.runOnDisplay(
                TrainMain.class,
                SmallFiles.config(folder, 1_000_000).toString(),
                folder.resolve("examples").toString(),
                run.toString());
        assertThat(shown.lines())
                .contains("ANSWERED before the end", "CURRENT nuclei.png", "CLOSED and training goes on", "ENDED");
        assertThat(run.resolve("state.safetensors")).exists();
        assertThat(run.resolve("best.safetensors")).exists();
        assertThat(List.of(shown.split("\n"))).anyMatch(line -> line.contains("Stopped; the same command goes on"));
    }
}
