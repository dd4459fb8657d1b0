package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;

class EvaluateJobTest {
    @TempDir
    private Path folder;

    private final ResultsTable table = ResultsTable.getResultsTable();

    @BeforeEach
    void begin() {
        BatchMode.begin();
    }

    @AfterEach
    void end() {
        BatchMode.end();
    }

    private static ImagePlus labels(String title, int slices, int frames) {
        ImagePlus image = IJ.createHyperStack(title, 50, 40, 1, slices, frames, 16);
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.5;
        image.getCalibration().pixelDepth = 2;
        image.getCalibration().setUnit("mm");
        return image;
    }

    private static ImagePlus fill(ImagePlus image, int slice, int x, int y, int width, int height, int label) {
        ImageProcessor pixels = image.getStack().getProcessor(slice);
        pixels.setValue(label);
        pixels.setRoi(x, y, width, height);
        pixels.fill();
        return image;
    }

    private void compare(ComparedAs meaning, String result, String reference) {
        new EvaluateJob(new EvaluateOptions(meaning, result, reference, "", "", file("out.csv"))).run();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** Three squares of 100 pixels; the result has the first whole, the second shifted by five columns, and one where nothing is. */
    private void openSquares() {
        ImagePlus truth = labels("truth", 1, 1);
        fill(fill(fill(truth, 1, 0, 0, 10, 10, 1), 1, 20, 0, 10, 10, 2), 1, 0, 20, 10, 10, 9);
        ImagePlus found = labels("found", 1, 1);
        fill(fill(fill(found, 1, 0, 0, 10, 10, 5), 1, 25, 0, 10, 10, 6), 1, 30, 30, 5, 5, 7);
        BatchMode.open(truth);
        BatchMode.open(found);
    }

    @Test
    void objectsAreMatchedByTheirOverlap() throws IOException {
        openSquares();
        compare(ComparedAs.OBJECTS, "found", OpenLabels.AUTO);

        assertThat(table.getStringValue("Reference image", 0)).isEqualTo("truth");
        assertThat(table.getValue("Objects", 0)).isEqualTo(3);
        assertThat(table.getValue("Found", 0)).isEqualTo(3);
        assertThat(table.getValue("Matched", 0)).isEqualTo(1);
        assertThat(table.getValue("Precision", 0)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(table.getValue("Recall", 0)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(table.getValue("F1", 0)).isCloseTo(1.0 / 3, within(1e-12));
        // one match, two found in vain, two missed
        assertThat(table.getValue("AP50", 0)).isCloseTo(0.2, within(1e-12));
        assertThat(table.getValue("Mean IoU", 0)).isEqualTo(1);
        // 50 of 150 pixels in common, at a quarter of a square millimetre each
        assertThat(Files.readAllLines(Path.of(file("out-objects.csv"))))
                .containsExactly(
                        "Image,Frame,Object,Voxels,Size,Unit,Found object,IoU,Dice,Matched object",
                        "found,1,1,100,25.0,mm^2,5,1.0,1.0,5",
                        "found,1,2,100,25.0,mm^2,6,0.3333333333333333,0.5,0",
                        "found,1,9,100,25.0,mm^2,0,0.0,0.0,0");
    }

    @Test
    void classesAreMeasuredInTheUnitOfTheImageAlongTheSlicesAsWell() throws IOException {
        // class 1 is two columns too wide, class 2 one slice too high
        ImagePlus truth = labels("cells", 3, 1);
        fill(fill(truth, 2, 10, 10, 10, 10, 1), 1, 30, 10, 4, 4, 2);
        ImagePlus found = labels("found", 3, 1);
        fill(fill(found, 2, 10, 10, 12, 10, 1), 2, 30, 10, 4, 4, 2);
        BatchMode.open(found);
        BatchMode.open(truth);
        compare(ComparedAs.CLASSES, "found", "cells");

        assertThat(table.getValue("Classes", 0)).isEqualTo(2);
        assertThat(table.getValue("Dice", 0)).isCloseTo(200.0 / 220 / 2, within(1e-12));
        // two columns of half a millimetre, one slice of two millimetres
        assertThat(table.getValue("HD95", 0)).isCloseTo((1 + 2) / 2.0, within(1e-12));
        assertThat(table.getStringValue("Unit", 0)).isEqualTo("mm");
        List<String> lines = Files.readAllLines(Path.of(file("out-classes.csv")));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).isEqualTo("found,2,16,16,0.0,0.0,2.0,mm");
    }

    @Test
    void anObjectOfAStackGoesThroughItsSlicesAndEndsWithItsTime() throws IOException {
        ImagePlus truth = labels("truth", 2, 2);
        ImagePlus found = labels("found", 2, 2);
        for (int plane = 1; plane <= 4; plane++) {
            fill(truth, plane, 0, 0, 10, 10, 3);
        }
        fill(fill(found, 1, 0, 0, 10, 10, 3), 2, 0, 0, 10, 5, 3);
        BatchMode.open(truth);
        BatchMode.open(found);
        compare(ComparedAs.OBJECTS, "found", "truth");
        assertThat(Files.readAllLines(Path.of(file("out-objects.csv"))))
                .contains(
                        "found,1,3,200,100.0,mm^3,3,0.75,0.8571428571428571,3", "found,2,3,200,100.0,mm^3,0,0.0,0.0,0");
        assertThat(table.getValue("Recall", 0)).isEqualTo(0.5);
    }

    @Test
    void whatIsNoLabelImageIsNotOfferedAndRefused() {
        openSquares();
        BatchMode.open(IJ.createImage("photo", "RGB black", 50, 40, 1));
        ImagePlus fractions = IJ.createImage("fractions", "32-bit black", 50, 40, 1);
        fractions.getProcessor().setf(3, 0.5f);
        BatchMode.open(fractions);
        BatchMode.open(new CompositeImage(IJ.createHyperStack("two", 50, 40, 2, 1, 1, 8)));
        assertThat(OpenLabels.titles()).containsExactly("truth", "found");
        assertThatThrownBy(() -> compare(ComparedAs.OBJECTS, "found", "photo"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("3 channels");
        assertThatThrownBy(() -> compare(ComparedAs.CLASSES, "fractions", "truth"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds 0.5");
    }

    @Test
    void theReferenceIsFoundByItsName() {
        openSquares();
        assertThatThrownBy(() -> compare(ComparedAs.OBJECTS, "found", "found"))
                .isInstanceOf(UserError.class)
                .hasMessage("\"found\" is compared with itself.");
        ImagePlus third = labels("found-labels", 1, 1);
        BatchMode.open(third);
        assertThatThrownBy(() -> compare(ComparedAs.OBJECTS, "truth", OpenLabels.AUTO))
                .isInstanceOf(UserError.class)
                .hasMessage("It is not clear which image has the labels of truth.");
        compare(ComparedAs.OBJECTS, "found", OpenLabels.AUTO);
        assertThat(table.getStringValue("Reference image", 0)).isEqualTo("found-labels");
        assertThatThrownBy(() -> compare(ComparedAs.OBJECTS, "nothing", "truth"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("already");
    }

    @Test
    void filesOfFoldersArePairedByNameAndTheRestGoesOn() throws IOException {
        Path results = Files.createDirectory(folder.resolve("results"));
        Path references = Files.createDirectory(folder.resolve("references"));
        // a PNG has no calibration, so that of its result counts
        ImagePlus truth = fill(labels("truth", 1, 1), 1, 0, 0, 10, 10, 1);
        new FileSaver(truth).saveAsPng(references.resolve("b.png").toString());
        for (String name : List.of("a", "c", "d", "e")) {
            new FileSaver(truth).saveAsTiff(references.resolve(name + ".tif").toString());
        }
        save(results.resolve("a-labels.tif"), 10, 50);
        save(results.resolve("b.tif"), 5, 50);
        save(results.resolve("c.tif"), 10, 40);
        Files.writeString(results.resolve("d.tif"), "no image");
        save(results.resolve("f.tif"), 10, 50);
        String save = file("tables/all");
        new EvaluateJob(new EvaluateOptions(
                        ComparedAs.CLASSES, "", OpenLabels.AUTO, results.toString(), references.toString(), save))
                .run();

        List<String> lines = Files.readAllLines(Path.of(save + ".csv"));
        assertThat(lines).hasSize(6);
        assertThat(lines.get(1)).startsWith("a-labels.tif,a.tif,1,1.0,1.0,0.0,mm");
        // 50 of 100 pixels
        assertThat(lines.get(2)).startsWith("b.tif,b.png,1," + 100.0 / 150 + ",0.5,2.5,mm");
        assertThat(lines.get(3)).startsWith("mean,,1," + (1 + 100.0 / 150) / 2 + ",0.75,1.25,mm");
        assertThat(lines.get(4)).startsWith("95 % low,,1," + 100.0 / 150 + ",0.5,0.0,mm");
        assertThat(Files.readAllLines(Path.of(save + "-classes.csv")).get(3)).startsWith("mean,1,100,");
        assertThat(table.size()).isEqualTo(5);
        LabelledPairs pairs = LabelledPairs.ofFolders(results, references);
        assertThat(pairs.unpaired()).hasSize(2).first().asString().startsWith("e: There is none in " + results);
        assertThat(pairs.pairs())
                .extracting(LabelledPair::result)
                .containsExactly("a-labels.tif", "b.tif", "c.tif", "d.tif");
        assertThatThrownBy(() -> pairs.pairs().get(2).labels().get())
                .isInstanceOf(UserError.class)
                .hasMessage("The result has 40 x 40 x 1 voxels, its reference has 50 x 40 x 1.");
    }

    private static void save(Path file, int width, int imageWidth) {
        ImagePlus found = fill(labels("found", 1, 1), 1, 0, 0, width, 10, 1);
        found.setProcessor(found.getProcessor().resize(imageWidth, 40));
        new FileSaver(found).saveAsTiff(file.toString());
    }

    @Test
    void foldersThatCannotBePairedAreTold() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> LabelledPairs.ofFolders(empty, folder))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("No file of");
        assertThatThrownBy(() -> LabelledPairs.ofFolders(empty, empty))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("itself");
        assertThatThrownBy(() -> LabelledPairs.ofFolders(folder.resolve("none"), empty))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("There is no folder");
        assertThatThrownBy(() -> new EvaluateOptions(ComparedAs.OBJECTS, "", "", "here", "", ""))
                .isInstanceOf(UserError.class)
                .hasMessage("There is a folder of results but none of references.");
        assertThatThrownBy(() -> new EvaluateOptions(ComparedAs.OBJECTS, "", "", "", "", "/").summaryFile())
                .isInstanceOf(UserError.class)
                .hasMessage("\"/\" is no file.");
        Path both = Files.createDirectory(folder.resolve("both"));
        save(both.resolve("a.tif"), 5, 50);
        save(both.resolve("a-labels.png.tif"), 5, 50);
        save(both.resolve("b.tif"), 5, 50);
        save(both.resolve("b-labels.tif"), 5, 50);
        save(empty.resolve("a.tif"), 5, 50);
        save(empty.resolve("b.tif"), 5, 50);
        assertThat(LabelledPairs.ofFolders(both, empty).unpaired())
                .contains("b: b-labels.tif and b.tif are both in " + both + ".");
    }

    @Test
    void aTableThatIsThereIsNotWrittenOver() throws IOException {
        openSquares();
        Files.writeString(Path.of(file("out-objects.csv")), "mine");
        assertThatThrownBy(() -> compare(ComparedAs.OBJECTS, "found", "truth"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("out-objects.csv already");
        assertThat(Files.readString(Path.of(file("out-objects.csv")))).isEqualTo("mine");
        assertThat(table.size()).isZero();
    }
}
