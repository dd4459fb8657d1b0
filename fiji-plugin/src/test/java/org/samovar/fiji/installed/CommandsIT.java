package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.Models;
import org.samovar.fiji.SmallFiles;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.predict.Progress;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;

/** The commands in real ImageJs, each in a Java of its own: by menu, in macros, and as a library. */
class CommandsIT {
    /** What the recorder writes, and what the macro without a display runs. */
    private static final String LINE =
            "run(\"Segment with Prompts...\", \"model=samovar-nano prompts=Selection output=ROI\");";

    private static final String MACRO = String.join(
            "\n",
            "open('" + InstalledImageJ.SAMPLE.replace("\\", "\\\\") + "');",
            "makeRectangle(104, 89, 42, 48);",
            LINE,
            "getStatistics(area); print('AREA ' + area);",
            "print('PROMPT ' + Roi.getProperty('sam.prompt'));",
            "print('MODEL ' + Roi.getProperty('sam.model'));",
            "run('Select None');",
            "makePoint(288, 142); Overlay.addSelection;",
            "makeOval(75, 128, 37, 44); Overlay.addSelection;",
            "makeLine(150, 200, 165, 225); Overlay.addSelection;",
            "run('Segment with Prompts...', 'prompts=Overlay output=Overlay');",
            "print('OVERLAY ' + Overlay.size);",
            "run('Segment with Prompts...', 'prompts=Overlay output=[Label image]');",
            "print('TITLE ' + getTitle()); print('DEPTH ' + bitDepth());",
            "getStatistics(n, mean, min, max); print('LABELS ' + max); close();",
            "run('Check Setup');",
            "run('Segment Everything...', 'output=[Label image]');",
            "getStatistics(n, mean, min, max); print('OBJECTS ' + max); close();",
            "run('Segment Everything...', 'score=0.6 output=[Label image]');",
            "getStatistics(n, mean, min, max); print('DOUBTFUL ' + max); close();",
            "run('Select None');",
            "newImage('discs', '8-bit black', 96, 80, 3);",
            "for (i = 1; i <= 3; i++) { setSlice(i); setColor(200); fillOval(18 + 2 * i, 20, 30, 30); }",
            "setSlice(2); makeRectangle(22, 20, 30, 30);",
            "run('Propagate Through Stack...', 'through=z');",
            "print('STACK ' + getTitle() + ' ' + nSlices + ' ' + bitDepth());",
            "setSlice(3); getStatistics(n, mean); print('FOLLOWED ' + mean * 96 * 80); close();",
            "run('Select None');",
            "selectWindow('discs');",
            "setVoxelSize(0.5, 0.5, 2, 'mm');",
            "run('Segment Semantic...', 'system=[SYSTEM]');",
            "print('CLASSES ' + getTitle() + ' ' + nSlices + ' ' + bitDepth());",
            "print('NAMES ' + Property.get('samovar.classes'));",
            "getVoxelSize(w, h, d, unit); print('VOXEL ' + w + ' ' + d + ' ' + unit);",
            "Stack.getStatistics(n, mean, min, max); print('CLASS ' + max); close();",
            "selectWindow('discs');",
            "run('Segment with Support Set...', 'model=[SUPPORT] folder=[FOLDER] both=false');",
            "print('FOUND ' + getTitle() + ' ' + nSlices + ' ' + bitDepth() + ' ' + Property.get('samovar.classes')); close();",
            // a stack is an example for another one
            "selectWindow('discs'); run('Duplicate...', 'title=example duplicate');",
            "newImage('example-labels', '16-bit black', 96, 80, 3);",
            "for (i = 1; i <= 3; i++) { setSlice(i); setColor(4); fillOval(18 + 2 * i, 20, 30, 30); }",
            "selectWindow('discs');",
            "run('Segment with Support Set...', 'model=[SUPPORT] neighbours=1');",
            "print('BESIDE ' + getTitle() + ' ' + nSlices + ' ' + Property.get('samovar.classes')); close();",
            "selectWindow('example-labels'); close(); selectWindow('example'); close(); selectWindow('discs');",
            "run('Select None');",
            "run('Segment with Prompts...', 'output=ROI');",
            "print('NOT REACHED');");

    private static String printed = "";

    @BeforeAll
    static void runTheMacroWithoutADisplay(@TempDir Path folder) throws Exception {
        SmallFiles.example(folder, "one", 3);
        SmallFiles.example(folder, "two", 5);
        printed = InstalledImageJ.runHeadless(MACRO.replace("SYSTEM", text(SmallFiles.system(folder)))
                .replace("SUPPORT", text(SmallFiles.support(folder)))
                .replace("FOLDER", text(folder)));
    }

    private static String text(Path file) {
        return file.toString().replace("\\", "\\\\");
    }

    @Test
    void aBoxFindsTheNucleusInIt() {
        // the box has 2016 pixels
        assertThat(InstalledImageJ.number(printed, "AREA")).isBetween(400.0, 2016.0);
        assertThat(printed.lines()).contains("PROMPT box 104,89,146,137", "MODEL samovar-nano");
    }

    @Test
    void roisOfTheOverlayAreObjectsOfTheirOwn() {
        // three prompts and three results, which are no prompts for the next command
        assertThat(InstalledImageJ.number(printed, "OVERLAY")).isEqualTo(6);
        assertThat(InstalledImageJ.number(printed, "LABELS")).isEqualTo(3);
    }

    @Test
    void aLabelImageHasSixteenBitsAndTheNameOfItsSource() {
        assertThat(InstalledImageJ.number(printed, "DEPTH")).isEqualTo(16);
        assertThat(printed.lines()).contains("TITLE nuclei-labels");
    }

    @Test
    void everythingThatTheModelFindsArrives() {
        try (LoadedModel model = Models.open("samovar-nano", DeviceChoice.AUTO, Precision.FLOAT32)) {
            RgbImage image = IntensityRule.rgb(Images.read(Path.of(InstalledImageJ.SAMPLE)), "the sample");
            int found =
                    model.everything().segment(image, Progress.NONE).labels().maxId();
            assertThat(InstalledImageJ.number(printed, "OBJECTS"))
                    .isEqualTo(found)
                    .isPositive();
        }
    }

    @Test
    void aLowerScoreFindsMore() {
        assertThat(InstalledImageJ.number(printed, "DOUBTFUL"))
                .isGreaterThan(InstalledImageJ.number(printed, "OBJECTS"));
    }

    @Test
    void aDiscIsFollowedThroughTheStack() {
        assertThat(printed.lines()).contains("STACK discs-labels 3 16");
        // the disc has 709 pixels
        assertThat(InstalledImageJ.number(printed, "FOLLOWED")).isBetween(400.0, 1000.0);
    }

    @Test
    void theClassesOfAStackAreALabelStackWithItsCalibration() {
        assertThat(printed.lines()).contains("CLASSES discs-labels 3 16", "NAMES 1 cell, 2 nucleus", "VOXEL 0.5 2 mm");
        assertThat(InstalledImageJ.number(printed, "CLASS")).isBetween(1.0, 2.0);
    }

    @Test
    void theClassesOfExamplesAreALabelStack() {
        assertThat(printed.lines())
                .contains("FOUND discs-labels 3 16 3 class 3, 5 class 5", "BESIDE discs-labels 3 4 class 4");
    }

    @Test
    void theSetUpIsChecked() {
        assertThat(printed.lines()).contains("Everything works.");
    }

    @Test
    void anErrorIsALineInTheLogAndEndsTheMacro() {
        assertThat(printed.lines())
                .contains("Segment with Prompts: There is no selection in discs to segment by."
                        + " Click on the object with the point tool, or draw a rectangle around it.")
                .doesNotContain("NOT REACHED");
    }

    @Test
    void aProgramWithoutMenusGetsTheSameArea() throws Exception {
        String program = InstalledImageJ.runWithoutMenus();
        assertThat(InstalledImageJ.number(program, "AREA")).isEqualTo(InstalledImageJ.number(printed, "AREA"));
        assertThat(program.lines()).contains("WRONG ", "WITHOUT There is no selection in nuclei.png to segment by.");
    }

    @Test
    void menuAndRecordedLineGiveTheSameArea() throws Exception {
        String shown = InstalledImageJ.runOnDisplay(MenuMain.class);
        assertThat(shown.lines()).contains("RECORDED " + LINE);
        assertThat(InstalledImageJ.number(printed, "AREA"))
                .isEqualTo(InstalledImageJ.number(shown, "MENU"))
                .isEqualTo(InstalledImageJ.number(shown, "LINE"));
        // two prompts and two results
        assertThat(InstalledImageJ.number(shown, "MANAGER")).isEqualTo(4);
    }
}
