package org.samovar.fiji.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;

class PromptRoisTest {
    private final ImagePlus image = IJ.createImage("image", "8-bit black", 40, 30, 3);
    private final PromptRois rois = new PromptRois(image);

    @Test
    void aRectangleIsABox() {
        PromptSet prompts = rois.prompts(new Roi(3, 4, 10, 20));
        assertThat(prompts.prompts()).hasSize(1);
        assertThat(prompts.box()).contains(new Box(3, 4, 13, 24));
    }

    @Test
    void aPointIsAClickOnTheCentreOfItsPixel() {
        assertThat(rois.prompts(new PointRoi(7, 9)).prompts()).containsExactly(PointPrompt.positive(7, 9));
    }

    @Test
    void pointsOfCounterOneAreBesideTheObject() {
        PointRoi points = new PointRoi(7, 9);
        points.setCounter(1);
        points.addPoint(image, 20, 10);
        assertThat(rois.prompts(points).prompts())
                .containsExactly(PointPrompt.positive(7, 9), PointPrompt.negative(20, 10));
    }

    @Test
    void pointsInGroupOneAreBesideTheObject() {
        PointRoi points = new PointRoi(7, 9);
        points.setGroup(1);
        assertThat(rois.prompts(points).prompts()).containsExactly(PointPrompt.negative(7, 9));
    }

    @Test
    void aThirdCounterIsRefused() {
        PointRoi points = new PointRoi(7, 9);
        points.setCounter(2);
        points.addPoint(image, 20, 10);
        assertThatThrownBy(() -> rois.prompts(points))
                .isInstanceOf(UserError.class)
                .hasMessage("A point has counter 2.");
    }

    @Test
    void pointsOfOtherSlicesDoNotCount() {
        PointRoi points = new PointRoi(7, 9);
        image.setSlice(2);
        points.addPoint(image, 20, 10);
        assertThat(rois.prompts(points).prompts()).contains(PointPrompt.positive(20, 10));
        image.setSlice(3);
        assertThat(rois.prompts(points).prompts()).doesNotContain(PointPrompt.positive(20, 10));
    }

    @Test
    void aFreehandLineIsAScribbleAlongItsPoints() {
        Roi line = freehandLine();
        PromptSet prompts = rois.prompts(line);
        assertThat(prompts.scribbles()).hasSize(1);
        assertThat(prompts.scribbles().get(0).line())
                .containsExactly(new ImagePoint(2, 3), new ImagePoint(5, 6), new ImagePoint(9, 6));
        assertThat(prompts.scribbles().get(0).polarity()).isEqualTo(Polarity.POSITIVE);
    }

    @Test
    void aStraightLineIsAScribbleHoweverWideItIs() {
        Line line = new Line(2, 3, 20, 12);
        line.setStrokeWidth(5);
        assertThat(rois.prompts(line).scribbles().get(0).line())
                .containsExactly(new ImagePoint(2, 3), new ImagePoint(20, 12));
    }

    @Test
    void aLineInGroupOneIsBesideTheObject() {
        Roi line = freehandLine();
        line.setGroup(1);
        assertThat(rois.prompts(line).scribbles().get(0).polarity()).isEqualTo(Polarity.NEGATIVE);
    }

    @Test
    void aLineIsCutAtTheEdgeOfTheImage() {
        PolygonRoi line = new PolygonRoi(new float[] {-5, 2, 9, 60}, new float[] {3, 3, 6, 6}, Roi.POLYLINE);
        assertThat(rois.prompts(line).scribbles().get(0).line())
                .containsExactly(new ImagePoint(2, 3), new ImagePoint(9, 6));
    }

    @Test
    void anOvalIsAMaskAndTheBoxAroundIt() {
        PromptSet prompts = rois.prompts(new OvalRoi(10, 5, 12, 8));
        assertThat(prompts.box()).contains(new Box(10, 5, 22, 13));
        Mask mask = prompts.mask().orElseThrow();
        assertThat(mask.get(15, 9)).isTrue();
        assertThat(mask.get(10, 5)).isFalse();
        assertThat(mask.area()).isEqualTo((int) pixels(new OvalRoi(10, 5, 12, 8)));
    }

    @Test
    void anAreaWithAHoleKeepsItsHole() {
        Roi ring = new ShapeRoi(new Roi(5, 5, 10, 10)).not(new ShapeRoi(new Roi(8, 8, 4, 4)));
        Mask mask = rois.prompts(ring).mask().orElseThrow();
        assertThat(mask.area()).isEqualTo(84);
        assertThat(mask.get(9, 9)).isFalse();
    }

    @Test
    void anAreaThatReachesBeyondTheImageIsCutThere() {
        Mask mask = rois.prompts(new OvalRoi(30, 20, 40, 40)).mask().orElseThrow();
        assertThat(mask.size()).isEqualTo(new Size(40, 30));
        assertThat(mask.get(39, 29)).isTrue();
    }

    @Test
    void severalRoisTogetherSpeakAboutOneObject() {
        PointRoi beside = new PointRoi(30, 20);
        beside.setGroup(1);
        PromptSet prompts = rois.prompts(List.of(new Roi(3, 4, 10, 20), new PointRoi(5, 5), beside));
        assertThat(prompts.box()).isPresent();
        assertThat(prompts.points()).containsExactly(PointPrompt.positive(5, 5), PointPrompt.negative(30, 20));
    }

    @Test
    void aBoxOutsideTheImageIsRefused() {
        assertThatThrownBy(() -> rois.prompts(new Roi(50, 50, 10, 10)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("outside the image of 40 x 30 pixels");
    }

    @Test
    void aTextIsRefused() {
        assertThatThrownBy(() -> rois.prompts(new TextRoi(3, 4, "cell")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot be prompts");
    }

    @Test
    void anAreaInGroupOneIsRefused() {
        Roi area = new OvalRoi(3, 4, 9, 9);
        area.setGroup(1);
        assertThatThrownBy(() -> rois.prompts(area)).isInstanceOf(UserError.class);
    }

    @Test
    void aRoiWithoutPositionIsOnEverySlice() {
        assertThat(rois.isHere(new Roi(1, 1, 2, 2))).isTrue();
    }

    @Test
    void aRoiOfAnotherSliceIsNotHere() {
        Roi roi = new Roi(1, 1, 2, 2);
        roi.setPosition(2);
        assertThat(rois.isHere(roi)).isFalse();
        image.setSlice(2);
        assertThat(rois.isHere(roi)).isTrue();
    }

    @Test
    void aRoiOfAnotherTimeIsNotHere() {
        ImagePlus series = IJ.createHyperStack("series", 8, 8, 2, 3, 4, 8);
        PromptRois here = new PromptRois(series);
        Roi roi = new Roi(1, 1, 2, 2);
        roi.setPosition(0, 2, 3);
        series.setPosition(1, 2, 1);
        assertThat(here.isHere(roi)).isFalse();
        series.setPosition(2, 2, 3);
        assertThat(here.isHere(roi)).isTrue();
    }

    @Test
    void anotherSliceHasTheRoisOfItsPosition() {
        PromptRois second = PromptRois.at(image, new Position(1, 2, 1));
        Roi roi = new Roi(1, 1, 2, 2);
        assertThat(second.isHere(roi)).isFalse();
        roi.setPosition(2);
        assertThat(second.isHere(roi)).isTrue();
        assertThat(PromptRois.at(image, new Position(1, 1, 1)).isHere(new Roi(1, 1, 2, 2)))
                .isTrue();
        PointRoi points = new PointRoi();
        image.setSlice(2);
        points.addPoint(image, 20, 10);
        image.setSlice(3);
        points.addPoint(image, 7, 9);
        assertThat(PromptRois.at(image, new Position(1, 1, 1)).isHere(points)).isFalse();
        assertThat(second.isHere(points)).isTrue();
        assertThat(second.prompts(points).prompts()).containsExactly(PointPrompt.positive(20, 10));
    }

    private static Roi freehandLine() {
        return new PolygonRoi(new float[] {2, 5, 9}, new float[] {3, 6, 6}, Roi.FREELINE);
    }

    private static double pixels(Roi roi) {
        return roi.getContainedPoints().length;
    }
}
