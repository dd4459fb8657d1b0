package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.job.EverythingOptions.Way;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;

class EverythingJobTest {
    @Test
    void eachObjectIsAnOutlineWithItsOwnNumber() {
        ImagePlus image = IJ.createImage("image.png", "8-bit black", 40, 30, 1);
        run(image, Way.CLICKS);
        assertThat(image.getOverlay().toArray())
                .extracting(
                        roi -> roi.getName() + " " + roi.getProperty("sam.id") + " " + roi.getContainedPoints().length)
                .containsExactly("object-0001 1 16", "object-0002 2 36");
    }

    @Test
    void theDecoderOfAModelFindsObjectsOfItsOwn() {
        ImagePlus image = IJ.createImage("image.png", "8-bit black", 40, 30, 1);
        run(image, Way.DECODER);
        assertThat(image.getOverlay().toArray())
                .extracting(roi -> roi.getContainedPoints().length)
                .containsExactly(4);
    }

    private static void run(ImagePlus image, Way way) {
        EverythingOptions options = new EverythingOptions("first", 0, Output.OVERLAY, way);
        new EverythingJob(new ModelHost(new FakeModels()), image, options).run();
    }
}
