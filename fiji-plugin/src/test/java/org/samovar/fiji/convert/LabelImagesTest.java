package org.samovar.fiji.convert;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import java.awt.image.IndexColorModel;
import org.junit.jupiter.api.Test;
import org.samovar.image.LabelMap;
import org.samovar.image.Palette;

class LabelImagesTest {
    private final ImagePlus source = new ImagePlus("cells.tif", new ByteProcessor(3, 1));

    @Test
    void labelsHaveSixteenBitsAndTheNameOfTheirSource() {
        ImagePlus labels = LabelImages.of(LabelMap.of(3, 1, new int[] {0, 1, 300}), source);
        assertThat(labels.getBitDepth()).isEqualTo(16);
        assertThat(labels.getTitle()).isEqualTo("cells-labels");
        assertThat(labels.getProcessor().get(2, 0)).isEqualTo(300);
        assertThat(labels.getDisplayRangeMax()).isEqualTo(300);
    }

    @Test
    void theSizeOfAPixelIsKeptButNotTheMeaningOfItsValue() {
        Calibration calibration = source.getCalibration();
        calibration.pixelWidth = 0.25;
        calibration.setUnit("mm");
        calibration.setFunction(Calibration.STRAIGHT_LINE, new double[] {1, 2}, "OD");
        ImagePlus labels = LabelImages.of(LabelMap.of(3, 1, new int[] {0, 1, 2}), source);
        assertThat(labels.getCalibration().pixelWidth).isEqualTo(0.25);
        assertThat(labels.getCalibration().getUnit()).isEqualTo("mm");
        assertThat(labels.getCalibration().calibrated()).isFalse();
        assertThat(source.getCalibration().calibrated()).isTrue();
    }

    @Test
    void fewLabelsHaveTheColoursOfThePalette() {
        ImagePlus labels = LabelImages.of(LabelMap.of(3, 1, new int[] {0, 1, 2}), source);
        int[] shown = (int[]) labels.getProcessor().convertToColorProcessor().getPixels();
        for (int id = 0; id <= 2; id++) {
            assertThat(shown[id] & 0xffffff).isEqualTo(Palette.rgb(id));
        }
        assertThat(((IndexColorModel) labels.getProcessor().getColorModel()).getMapSize())
                .isEqualTo(256);
    }

    @Test
    void moreLabelsThanSixteenBitsHoldBecomeFloats() {
        ImagePlus labels = LabelImages.of(LabelMap.of(3, 1, new int[] {0, 1, 70_001}), source);
        assertThat(labels.getBitDepth()).isEqualTo(32);
        assertThat(labels.getProcessor().getf(2, 0)).isEqualTo(70_001f);
    }
}
