package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.process.ImageProcessor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.convert.ObjectRois;
import org.samovar.fiji.convert.ObjectRois.Facts;
import org.samovar.geometry.UserError;

class MeasureJobTest {
    private final ResultsTable table = Analyzer.getResultsTable();

    @BeforeEach
    @AfterEach
    void emptyTheTable() {
        table.reset();
    }

    @Test
    void eachLabelOfAnImageIsARowWithItsArea() {
        ImagePlus labels = labels(1);
        new MeasureJob(labels, ObjectSource.LABELS).run();
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getValue("Object", 1)).isEqualTo(9);
        assertThat(table.getValue("Area", 1)).isEqualTo(12 * 0.25);
        assertThat(table.getStringValue("Unit", 1)).isEqualTo("mm");
        assertThat(table.getLabel(0)).isEqualTo("cells-labels:cell");
        assertThat(table.getLabel(1)).isEqualTo("cells-labels:nucleus of it");
        assertThat(table.getColumnHeadings()).doesNotContain("Volume", "Slice");
    }

    @Test
    void aLabelOnSeveralSlicesIsAVolume() {
        ImagePlus labels = labels(3);
        new MeasureJob(labels, ObjectSource.LABELS).run();
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getValue("Volume", 1)).isEqualTo(2 * 12 * 0.25 * 4);
        assertThat(table.getValue("First slice", 1)).isEqualTo(2);
        assertThat(table.getValue("Last slice", 1)).isEqualTo(3);
    }

    @Test
    void roisOfTheOverlayAreObjectsAndPointsAreNone() {
        ImagePlus image = IJ.createImage("cells.tif", "8-bit black", 40, 30, 1);
        Overlay overlay = new Overlay();
        overlay.add(new PointRoi(3, 3));
        overlay.add(new Roi(1, 1, 4, 4));
        Roi known = new Roi(10, 10, 2, 3);
        ObjectRois.describe(known, new Facts(7, "box 10,10,12,13", "samovar-nano", 0.875));
        overlay.add(known);
        image.setOverlay(overlay);
        new MeasureJob(image, ObjectSource.OVERLAY).run();
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getValue("Area", 0)).isEqualTo(16);
        assertThat(table.getValue("Object", 1)).isEqualTo(7);
        assertThat(table.getValue("Score", 1)).isEqualTo(0.875);
        assertThat(table.getStringValue("Prompts", 1)).isEqualTo("box 10,10,12,13");
    }

    @Test
    void anImageWithoutObjectsIsSaidToBe() {
        ImagePlus image = IJ.createImage("cells.tif", "8-bit black", 40, 30, 1);
        assertThatThrownBy(() -> new MeasureJob(image, ObjectSource.LABELS).run())
                .isInstanceOf(UserError.class)
                .hasMessage("cells.tif has no objects: all of its values are 0.");
        assertThatThrownBy(() -> new MeasureJob(image, ObjectSource.OVERLAY).run())
                .isInstanceOf(UserError.class)
                .hasMessage("The overlay of cells.tif has no ROIs.");
    }

    @Test
    void roisOfSeveralSlicesBecomeALabelStackWithTheirNumbers() {
        ImagePlus image = IJ.createImage("cells.tif", "8-bit black", 40, 30, 2);
        Roi first = new Roi(1, 1, 4, 4);
        first.setPosition(1);
        ObjectRois.describe(first, new Facts(5, "", "samovar-nano", 0.5));
        Roi second = new Roi(2, 2, 3, 3);
        second.setPosition(2);
        ObjectRois.describe(second, new Facts(5, "", "samovar-nano", 0.5));
        ImagePlus labels = Results.labels(ImageObjects.ofRois(List.of(first, second), image), image);
        assertThat(labels.getStackSize()).isEqualTo(2);
        assertThat(labels.getStack().getProcessor(1).getStatistics().mean * 1200)
                .isEqualTo(5 * 16);
        assertThat(labels.getStack().getProcessor(2).getStatistics().mean * 1200)
                .isEqualTo(5 * 9);
    }

    @Test
    void roisWithTheSameNumberOnOneSliceAreNumberedAnew() {
        ImagePlus image = IJ.createImage("cells.tif", "8-bit black", 40, 30, 1);
        Roi first = new Roi(1, 1, 4, 4);
        ObjectRois.describe(first, new Facts(5, "", "samovar-nano", 0.5));
        assertThat(ImageObjects.ofRois(List.of(first, (Roi) first.clone()), image))
                .extracting(object -> object.facts().id())
                .containsExactly(1, 2);
    }

    @Test
    void aRoiOfASliceThatTheImageHasNotIsRefused() {
        ImagePlus image = IJ.createImage("cells.tif", "8-bit black", 40, 30, 2);
        Roi elsewhere = new Roi(1, 1, 4, 4);
        elsewhere.setPosition(0, 7, 1);
        assertThatThrownBy(() -> ImageObjects.ofRois(List.of(elsewhere), image))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is on slice 7 at time 1, but cells.tif has 40x30 pixels, 2 slices");
    }

    /** A class 4 on the first slice and 9 on the last two, of half millimetres and 4 mm between slices. */
    private static ImagePlus labels(int slices) {
        ImagePlus labels = IJ.createImage("cells-labels", "16-bit black", 40, 30, slices);
        Calibration calibration = labels.getCalibration();
        calibration.pixelWidth = 0.5;
        calibration.pixelHeight = 0.5;
        calibration.pixelDepth = 4;
        calibration.setUnit("mm");
        labels.setProp(ClassLabels.CLASSES, "4 cell, 9 nucleus of it");
        fill(labels, 1, 4, new Roi(1, 1, 2, 2));
        for (int slice = Math.max(1, slices - 1); slice <= slices; slice++) {
            fill(labels, slice, 9, new Roi(10, 10, 4, 3));
        }
        return labels;
    }

    private static void fill(ImagePlus image, int slice, int id, Roi roi) {
        ImageProcessor plane = image.getStack().getProcessor(slice);
        plane.setValue(id);
        plane.setRoi(roi);
        plane.fill();
    }
}
