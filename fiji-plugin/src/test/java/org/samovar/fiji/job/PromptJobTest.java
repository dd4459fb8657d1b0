package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;

class PromptJobTest {
    private final ImagePlus image = IJ.createImage("image.png", "8-bit black", 40, 30, 2);

    @Test
    void aBoxBecomesTheOutlineOfTheObject() {
        image.setRoi(new Roi(3, 4, 10, 20));
        run(Output.ROI);
        assertThat(image.getRoi().getContainedPoints()).hasSize(200);
    }

    @Test
    void theRoiRemembersWhatItWasMadeOf() {
        image.setRoi(new Roi(3, 4, 10, 20));
        run(Output.ROI);
        Roi roi = image.getRoi();
        assertThat(roi.getProperty("sam.prompt")).isEqualTo("box 3,4,13,24");
        assertThat(roi.getProperty("sam.model")).isEqualTo("first");
        assertThat(roi.getProperty("sam.score")).isEqualTo("0.7500");
        assertThat(roi.getProperty("sam.id")).isEqualTo("1");
    }

    @Test
    void theRoiBelongsToTheSliceThatIsShown() {
        image.setSlice(2);
        image.setRoi(new Roi(3, 4, 10, 20));
        run(Output.ROI);
        assertThat(image.getRoi().getPosition()).isEqualTo(2);
    }

    @Test
    void theOverlayGrowsAndTheSelectionStays() {
        image.setRoi(new Roi(3, 4, 10, 20));
        run(Output.OVERLAY);
        image.setRoi(new PointRoi(30, 20));
        run(Output.OVERLAY);
        assertThat(image.getOverlay().size()).isEqualTo(2);
        assertThat(image.getRoi()).isInstanceOf(PointRoi.class);
    }

    @Test
    void withoutASelectionTheUserIsToldWhatToDo() {
        assertThatThrownBy(() -> run(Output.ROI))
                .isInstanceOf(UserError.class)
                .hasMessage("There is no selection in image.png to segment by.");
    }

    @Test
    void roisOfTheOverlayArePromptsAndEarlierResultsAreNot() {
        image.setOverlay(new Overlay(new Roi(3, 4, 10, 20)));
        image.getOverlay().add(new PointRoi(30, 20));
        run(PromptSource.OVERLAY, Output.OVERLAY);
        assertThat(image.getOverlay().size()).isEqualTo(4);
        run(PromptSource.OVERLAY, Output.OVERLAY);
        assertThat(image.getOverlay().size()).isEqualTo(6);
    }

    @Test
    void withoutRoisInTheOverlayTheUserIsToldWhatToDo() {
        assertThatThrownBy(() -> run(PromptSource.OVERLAY, Output.ROI))
                .isInstanceOf(UserError.class)
                .hasMessage("The overlay has no ROIs to segment by.");
    }

    @Test
    void roisOfOtherSlicesOnlyAreRefused() {
        Roi elsewhere = new Roi(3, 4, 10, 20);
        elsewhere.setPosition(2);
        image.setOverlay(new Overlay(elsewhere));
        assertThatThrownBy(() -> run(PromptSource.OVERLAY, Output.OVERLAY))
                .isInstanceOf(UserError.class)
                .hasMessage("All the ROIs belong to other slices than the one that is shown.");
    }

    @Test
    void withoutADisplayThereIsNoRoiManager() {
        assertThatThrownBy(() -> run(PromptSource.MANAGER, Output.ROI))
                .isInstanceOf(UserError.class)
                .hasMessage("Without a display there is no ROI Manager.");
    }

    @Test
    void anEmptyMaskIsNoObject() {
        // the sliver covers the centre of no pixel
        image.setRoi(new Roi(3.6, 4, 0.3, 20));
        assertThatThrownBy(() -> run(Output.ROI))
                .isInstanceOf(UserError.class)
                .hasMessage("The model found no object there.");
    }

    private void run(Output output) {
        run(PromptSource.SELECTION, output);
    }

    private void run(PromptSource source, Output output) {
        PromptOptions options = new PromptOptions("first", source, output, "");
        new PromptJob(new ModelHost(new FakeModels()), image, options).run();
    }
}
