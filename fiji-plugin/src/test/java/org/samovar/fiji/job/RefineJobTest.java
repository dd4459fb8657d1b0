package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.convert.ObjectRois;
import org.samovar.fiji.convert.ObjectRois.Facts;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;

/** The model of these tests answers with five by five pixels around the click, and a score of 0.75. */
class RefineJobTest {
    private final ImagePlus image = IJ.createImage("cells.tif", "8-bit black", 40, 30, 3);
    private final ImagePlus labels = IJ.createImage("cells-labels", "16-bit black", 40, 30, 3);

    @Test
    void onlyObjectsThatFitBadlyAreRefined() {
        fill(1, 3, new Roi(10, 10, 5, 5)); // as the model would have it
        fill(2, 7, new Roi(10, 10, 7, 7)); // 25 of 49 pixels
        assertThat(refined(0.9)).containsExactly("3 z1 25", "7 z2 25");
        assertThat(refined(0.5)).containsExactly("3 z1 25", "7 z2 49");
    }

    @Test
    void aRefinedObjectTakesNoPixelOfItsNeighbour() {
        fill(1, 1, new Roi(10, 10, 3, 3)); // whose answer would be five by five
        fill(1, 2, new Roi(13, 9, 5, 5));
        assertThat(refined(0.9)).containsExactly("1 z1 " + (25 - 5), "2 z1 25");
    }

    @Test
    void aScoreOfItsOwnDecidesForARoi() {
        Overlay overlay = new Overlay();
        overlay.add(roi(1, 0.7));
        overlay.add(roi(2, 0.9));
        image.setOverlay(overlay);
        List<PlacedObject> all = job(0.8).refined(ImageObjects.ofRois(ImageObjects.overlay(image), image));
        assertThat(all).extracting(object -> object.mask().area()).containsExactly(25, 49);
        assertThat(all.get(0).facts().model()).isEqualTo("first");
        assertThat(all.get(0).facts().prompts()).startsWith("point 13,13,+; mask ");
        assertThat(all.get(1).facts().score()).isEqualTo(0.9);
    }

    @Test
    void labelsOfAnotherSizeAreRefused() {
        ImagePlus small = IJ.createImage("cells-labels", "16-bit black", 40, 30, 2);
        assertThatThrownBy(() -> ImageObjects.ofLabels(small, image))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("differ in size: 40x30 pixels, 2 slices");
    }

    @Test
    void aScoreIsBetweenNoneAndOne() {
        assertThatThrownBy(() -> options(80))
                .isInstanceOf(UserError.class)
                .hasMessage("The score must be between 0 and 1, but is 80.0.");
    }

    private List<String> refined(double below) {
        return job(below).refined(ImageObjects.ofLabels(labels, image)).stream()
                .map(object -> object.facts().id() + " z" + object.at().z() + " "
                        + object.mask().area())
                .toList();
    }

    private RefineJob job(double below) {
        return new RefineJob(new ModelHost(new FakeModels()), image, options(below));
    }

    private static RefineOptions options(double below) {
        return new RefineOptions("first", ObjectSource.LABELS, "", below, Output.LABELS);
    }

    private void fill(int slice, int id, Roi roi) {
        ImageProcessor plane = labels.getStack().getProcessor(slice);
        plane.setValue(id);
        plane.setRoi(roi);
        plane.fill();
    }

    private static Roi roi(int id, double score) {
        Roi roi = new Roi(id == 1 ? 10 : 25, 10, 7, 7);
        roi.setPosition(1);
        ObjectRois.describe(roi, new Facts(id, "", "other", score));
        return roi;
    }
}
