package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;
import org.samovar.predict.semantic.Mirroring;

class SemanticJobTest {
    private final FakeModels models = new FakeModels();

    private ImagePlus labels(ImagePlus image, String system, Mirroring mirroring) {
        return new SemanticJob(new ModelHost(models), image, new SemanticOptions(system, mirroring)).labels();
    }

    @Test
    void anImageGivesALabelImage() {
        ImagePlus image = IJ.createImage("cells.tif", "8-bit black", 40, 30, 1);
        image.getProcessor().set(3, 4, 200);

        ImagePlus labels = labels(image, "bright", Mirroring.NONE);

        assertThat(labels.getTitle()).isEqualTo("cells-labels");
        assertThat(labels.getBitDepth()).isEqualTo(16);
        assertThat(labels.getProcessor().get(3, 4)).isEqualTo(2);
        assertThat(labels.getProcessor().get(4, 4)).isZero();
        assertThat(labels.getProp(ClassLabels.CLASSES)).isEqualTo("1 cell, 2 nucleus");
    }

    @Test
    void aHyperstackKeepsItsSlicesAndPointsInTimeAndItsCalibration() {
        ImagePlus image = IJ.createHyperStack("series", 20, 10, 2, 3, 4, 16);
        image.getCalibration().pixelDepth = 3;
        image.getCalibration().frameInterval = 7;
        image.getStack().getProcessor(image.getStackIndex(2, 3, 4)).set(5, 6, 500);

        ImagePlus labels = labels(image, "two", Mirroring.ALL_AXES);

        assertThat(labels.getNChannels()).isEqualTo(1);
        assertThat(labels.getNSlices()).isEqualTo(3);
        assertThat(labels.getNFrames()).isEqualTo(4);
        assertThat(labels.getCalibration().pixelDepth).isEqualTo(3);
        assertThat(labels.getCalibration().frameInterval).isEqualTo(7);
        for (int i = 1; i <= 12; i++) {
            int expected = i == labels.getStackIndex(1, 3, 4) ? 2 : 0;
            assertThat(labels.getStack().getProcessor(i).get(5, 6)).isEqualTo(expected);
        }
        assertThat(models.log).contains("2 channels of 20 x 10 x 3 x 4, mirrored: ALL_AXES");
    }

    @Test
    void withoutASystemTheUserIsToldWhatToEnter() {
        assertThatThrownBy(() -> new SemanticOptions("  ", Mirroring.NONE))
                .isInstanceOf(UserError.class)
                .hasMessage("There is no system to segment with.");
    }
}
