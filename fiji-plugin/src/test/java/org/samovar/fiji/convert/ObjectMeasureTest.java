package org.samovar.fiji.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.process.ImageStatistics;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.convert.ObjectMeasure.Extent;
import org.samovar.geometry.Size;
import org.samovar.image.RunLengthMask;

class ObjectMeasureTest {
    private final ImagePlus image = IJ.createImage("stack", "8-bit black", 20, 10, 3);

    @Test
    void aRectangleMeasuresWhatImageJMeasures() {
        calibrate();
        Roi roi = new Roi(4, 2, 6, 3);
        image.setRoi(roi);
        ImageStatistics expected = image.getStatistics(Measurements.AREA | Measurements.CENTROID);
        ObjectMeasure measure = ObjectMeasure.of(image, slices(Map.of(1, roi)), Extent.AREA);
        assertThat(measure.size()).isEqualTo(18 * 0.5 * 0.25).isEqualTo(expected.area);
        assertThat(measure.x()).isCloseTo(expected.xCentroid, within(1e-9));
        assertThat(measure.y()).isCloseTo(expected.yCentroid, within(1e-9));
        assertThat(measure.diameter()).isCloseTo(roi.getFeretsDiameter(), within(1e-9));
        assertThat(measure.diameter()).isCloseTo(Math.hypot(6 * 0.5, 3 * 0.25), within(1e-9));
        assertThat(measure.unit()).isEqualTo("mm");
    }

    @Test
    void aVolumeCountsTheDistanceOfSlices() {
        calibrate();
        SortedMap<Integer, RunLengthMask> slices = slices(Map.of(1, new Roi(0, 0, 2, 2), 3, new Roi(0, 0, 4, 3)));
        ObjectMeasure measure = ObjectMeasure.of(image, slices, Extent.VOLUME);
        assertThat(measure.size()).isEqualTo(16 * 0.5 * 0.25 * 2);
        // 4 pixels at a depth of 0, 12 at a depth of 4 mm
        assertThat(measure.z()).isEqualTo(3);
        assertThat(measure.diameter()).isCloseTo(Math.hypot(4 * 0.5, 3 * 0.25), within(1e-9));
    }

    @Test
    void withoutACalibrationThereArePixels() {
        ObjectMeasure measure = ObjectMeasure.of(image, slices(Map.of(1, new Roi(0, 0, 2, 2))), Extent.AREA);
        assertThat(measure.size()).isEqualTo(4);
        assertThat(measure.unit()).isEqualTo("pixel");
    }

    private void calibrate() {
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = 0.5;
        calibration.pixelHeight = 0.25;
        calibration.pixelDepth = 2;
        calibration.xOrigin = 3;
        calibration.setUnit("mm");
    }

    private static SortedMap<Integer, RunLengthMask> slices(Map<Integer, Roi> rois) {
        SortedMap<Integer, RunLengthMask> slices = new TreeMap<>();
        rois.forEach((z, roi) -> slices.put(z, MaskRois.mask(roi, new Size(20, 10))));
        return slices;
    }
}
