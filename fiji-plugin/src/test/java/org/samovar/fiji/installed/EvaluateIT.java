package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.fiji.SmallFiles;

/** Labels evaluated and models compared in real ImageJs, each in a Java of its own. */
class EvaluateIT {
    /** Two slices with a square of 100 pixels and one of 64 beside it; the second square is shifted by half in the result. */
    private static final String MACRO = String.join(
            "\n",
            "newImage('truth', '16-bit black', 60, 50, 2); setVoxelSize(0.5, 0.5, 2, 'mm');",
            "for (i = 1; i <= 2; i++) { setSlice(i); setColor(1); fillRect(5, 5, 10, 10); setColor(2); fillRect(30, 20, 8, 8); }",
            "newImage('found', '16-bit black', 60, 50, 2);",
            "for (i = 1; i <= 2; i++) { setSlice(i); setColor(1); fillRect(5, 5, 10, 10); setColor(2); fillRect(34, 20, 8, 8); }",
            "run('Evaluate Against Labels...', 'save=[FOLDER/objects.csv]');",
            "print('AP ' + d2s(getResult('AP50', 0), 9)); print('F1 ' + getResult('F1', 0));",
            "print('PAIR ' + getResultString('Image', 0) + ' ' + getResultString('Reference image', 0));",
            "run('Evaluate Against Labels...', 'labels=Classes result=found reference=truth');",
            "print('ROWS ' + nResults); print('DICE ' + getResult('Dice', 1)); print('HD95 ' + getResult('HD95', 1));",
            "File.makeDirectory('FOLDER/found'); File.makeDirectory('FOLDER/truth');",
            "selectImage('truth'); save('FOLDER/truth/a.tif'); save('FOLDER/truth/b.tif'); save('FOLDER/found/b-labels.tif');",
            "selectImage('found'); save('FOLDER/found/a.tif'); save('FOLDER/found/c.tif');",
            "run('Evaluate Against Labels...', 'resultfolder=[FOLDER/found] referencefolder=[FOLDER/truth]');",
            "print('MEAN ' + d2s(getResult('AP50', nResults - 3), 9)); print('LOW ' + d2s(getResult('AP50', nResults - 2), 9));",
            "saveAs('Results', 'FOLDER/results.csv');",
            "close('*');",
            "open('" + InstalledImageJ.SAMPLE.replace("\\", "\\\\") + "');",
            "makeRectangle(104, 89, 42, 48);",
            "run('Compare Models...', 'models=[samovar-nano,FOLDER/system.safetensors]');",
            "print('SCORE ' + getResult('Score', nResults - 2)); print('AREA ' + getResult('Area', nResults - 2));",
            "print('MESSAGE ' + getResultString('Message', nResults - 1));",
            "print('MONTAGE ' + getTitle() + ' ' + bitDepth()); save('PICTURES/models.png');",
            "selectImage('nuclei.png');",
            "run('Segment with Prompts...', 'output=ROI'); getStatistics(area); print('ALONE ' + area);");

    /** Stays in the build folder, to be looked at. */
    private static final Path PICTURES = Path.of("target", "pictures").toAbsolutePath();

    private static String printed = "";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void runTheMacroWithoutADisplay() throws Exception {
        SmallFiles.system(folder);
        Files.createDirectories(PICTURES);
        printed = InstalledImageJ.runHeadless(
                MACRO.replace("FOLDER", text(folder)).replace("PICTURES", text(PICTURES)));
    }

    private static String text(Path path) {
        return path.toString().replace("\\", "/");
    }

    private static double number(String word) {
        return InstalledImageJ.number(printed, word);
    }

    @Test
    void objectsAreMatched() throws IOException {
        // one of two matches, and half of the other is shared: 64 of 192 voxels
        assertThat(number("AP")).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(number("F1")).isEqualTo(0.5);
        assertThat(printed.lines()).contains("PAIR found truth");
        assertThat(Files.readAllLines(folder.resolve("objects-objects.csv")))
                .endsWith("found,1,1,200,100.0,mm^3,1,1.0,1.0,1", "found,1,2,128,64.0,mm^3,2,0.3333333333333333,0.5,0");
    }

    @Test
    void classesAreMeasured() {
        assertThat(number("ROWS")).isEqualTo(2);
        assertThat(number("DICE")).isCloseTo((1 + 0.5) / 2, within(1e-9));
        // four pixels of half a millimetre
        assertThat(number("HD95")).isCloseTo((0 + 2) / 2.0, within(1e-9));
    }

    @Test
    void foldersHaveAMeanAndWhatHasNoPartnerIsTold() throws IOException {
        assertThat(number("MEAN")).isCloseTo((1 + 1.0 / 3) / 2, within(1e-9));
        assertThat(number("LOW")).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(printed.lines())
                .anyMatch(line -> line.startsWith("Evaluate Against Labels: c: There is none in "))
                .anyMatch(line -> line.startsWith("Samovar Evaluation: Image mean, Objects 2, "));
        assertThat(Files.readAllLines(folder.resolve("results.csv"))).hasSizeGreaterThan(6);
    }

    @Test
    void aModelAnswersAsItDoesAloneAndOneThatCannotSaysWhy() {
        assertThat(number("SCORE")).isBetween(0.5, 1.05);
        assertThat(number("AREA")).isEqualTo(number("ALONE"));
        assertThat(printed.lines()).anyMatch(line -> line.startsWith("MESSAGE ") && line.length() > 20);
    }

    @Test
    void theMontageShowsTheMaskOfTheOneAndTheImageAloneForTheOther() {
        assertThat(printed.lines()).contains("MONTAGE nuclei-models 24");
        ImagePlus montage = IJ.openImage(PICTURES.resolve("models.png").toString());
        int half = montage.getWidth() / 2;
        assertThat(coloured(montage, 0, half)).isGreaterThan(1000);
        assertThat(coloured(montage, half, montage.getWidth())).isZero();
    }

    private static int coloured(ImagePlus image, int from, int to) {
        int n = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = from; x < to; x++) {
                int rgb = image.getProcessor().get(x, y);
                n += (rgb >> 8 & 0xff) == (rgb & 0xff) ? 0 : 1;
            }
        }
        return n;
    }

    @Test
    void tablesAreWindowsOnADisplayAndGrowWithEachEvaluation() throws Exception {
        String shown = InstalledImageJ.runOnDisplay(EvaluateMain.class);
        assertThat(shown.lines()).contains("ROWS 2", "IOU 0.64", "PAIR truth", "OBJECTS 100 64", "TITLE nuclei-models");
        assertThat(InstalledImageJ.number(shown, "MODEL")).isCloseTo(number("SCORE"), within(1e-3));
    }
}
