package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.fiji.job.EverythingOptions.Clicks;
import org.samovar.fiji.job.EverythingOptions.Decoder;
import org.samovar.fiji.job.EverythingOptions.Way;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;

class EverythingJobTest {
    @Test
    void eachObjectIsAnOutlineWithItsOwnNumber() {
        ImagePlus image = IJ.createImage("image.png", "8-bit black", 40, 30, 1);
        run(image, Clicks.withScore(""));
        assertThat(image.getOverlay().toArray())
                .extracting(
                        roi -> roi.getName() + " " + roi.getProperty("sam.id") + " " + roi.getContainedPoints().length)
                .containsExactly("object-0001 1 16", "object-0002 2 36");
    }

    @Test
    void theDecoderOfAModelFindsObjectsOfItsOwn() {
        ImagePlus image = IJ.createImage("image.png", "8-bit black", 40, 30, 1);
        run(image, new Decoder());
        assertThat(image.getOverlay().toArray())
                .extracting(roi -> roi.getContainedPoints().length)
                .containsExactly(4);
    }

    @Test
    void whatTheModelIsLessSureOfIsLeftOut() {
        ImagePlus image = IJ.createImage("image.png", "8-bit black", 40, 30, 1);
        run(image, Clicks.withScore(" 0.85 "));
        assertThat(image.getOverlay().toArray())
                .extracting(roi -> roi.getContainedPoints().length)
                .containsExactly(16);
        assertThatThrownBy(() -> run(image, Clicks.withScore("1")))
                .isInstanceOf(UserError.class)
                .hasMessage("No object was found.")
                .extracting(error -> ((UserError) error).hint())
                .asString()
                .contains("least score");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60   | The least score must be between 0 and 1, but is 60.0.",
                "-0.1 | The least score must be between 0 and 1, but is -0.1.",
                "NaN  | The least score must be between 0 and 1, but is NaN.",
                "0,6  | The least score must be a number between 0 and 1, but is \"0,6\".",
                "sure | The least score must be a number between 0 and 1, but is \"sure\"."
            })
    void aScoreThatIsNoneIsRefusedInWords(String typed, String message) {
        assertThatThrownBy(() -> Clicks.withScore(typed))
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    private static void run(ImagePlus image, Way way) {
        EverythingOptions options = new EverythingOptions("first", 0, Output.OVERLAY, way);
        new EverythingJob(new ModelHost(new FakeModels()), image, options).run();
    }
}
