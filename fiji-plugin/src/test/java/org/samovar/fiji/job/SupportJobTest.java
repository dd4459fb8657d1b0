package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.model.Examples;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;
import org.samovar.predict.support.Sweep;

class SupportJobTest {
    private final FakeModels models = new FakeModels();

    private ImagePlus labels(ImagePlus image, SupportOptions options) {
        return new SupportJob(new ModelHost(models), image, options).labels();
    }

    private static SupportOptions options(String folder) {
        return new SupportOptions("first", folder, "", 0, 0, Sweep.BOTH);
    }

    private static ImagePlus image(String title, int bits) {
        return IJ.createImage(title, 40, 30, 1, bits);
    }

    private static Examples among(ImagePlus... open) {
        return OpenExamples.among(List.of(open));
    }

    @Test
    void anImageGivesALabelImageWithTheNumbersOfTheExamples() {
        ImagePlus image = image("cells.tif", 8);
        image.getProcessor().set(3, 4, 200);

        ImagePlus labels = labels(image, options("examples"));

        assertThat(labels.getTitle()).isEqualTo("cells-labels");
        assertThat(labels.getBitDepth()).isEqualTo(16);
        assertThat(labels.getProcessor().get(3, 4)).isEqualTo(300);
        assertThat(labels.getProcessor().get(4, 4)).isZero();
        assertThat(labels.getProp(ClassLabels.CLASSES)).isEqualTo("7 cell, 300 nucleus");
        assertThat(labels.getDisplayRangeMax()).isGreaterThanOrEqualTo(300);
    }

    @Test
    void ofAHyperstackAllSlicesAndPointsInTimeOfTheChannelThatIsShownCount() {
        ImagePlus image = IJ.createHyperStack("series", 20, 10, 2, 3, 4, 16);
        image.getCalibration().pixelDepth = 3;
        image.getStack().getProcessor(image.getStackIndex(2, 3, 4)).set(5, 6, 500);
        image.getStack().getProcessor(image.getStackIndex(1, 3, 4)).set(7, 7, 500);
        image.setPosition(2, 1, 1);

        ImagePlus labels = labels(image, options("examples"));

        assertThat(labels.getNChannels()).isEqualTo(1);
        assertThat(labels.getNSlices()).isEqualTo(3);
        assertThat(labels.getNFrames()).isEqualTo(4);
        assertThat(labels.getCalibration().pixelDepth).isEqualTo(3);
        ImageProcessor found = labels.getStack().getProcessor(labels.getStackIndex(1, 3, 4));
        assertThat(found.get(5, 6)).isEqualTo(300);
        assertThat(found.get(7, 7)).isZero();
    }

    @Test
    void coloursAreSeenAsTheyAre() {
        labels(new ImagePlus("stain", new ColorProcessor(40, 30)), options("examples"));
        assertThat(models.log).anyMatch(line -> line.startsWith("3 channels of 40 x 30 x 1 by"));
    }

    @Test
    void theModelGetsWhatWasChosen() {
        labels(image("a", 8), new SupportOptions(" first ", " examples ", " liver ", 3, 5, Sweep.FORWARD));
        assertThat(models.log)
                .contains("open support first")
                .anyMatch(
                        line -> line.endsWith(
                                "SupportUse[examples=InFolder[folder=examples, target=Optional[liver], most=3], neighbours=5, sweep=forward]"));
    }

    @Test
    void openImagesWithLabelsBesideThemAreExamples() {
        ImagePlus labels = image("a-labels.tif", 8);
        labels.getProcessor().set(2, 1, 4);
        // colours of labels say nothing
        byte[] red = new byte[256];
        red[4] = (byte) 200;
        labels.getProcessor().setLut(new LUT(red, new byte[256], new byte[256]));

        Examples found = among(image("a.png", 16), image("other", 8), labels);

        assertThat(found).isInstanceOfSatisfying(Examples.Shown.class, shown -> {
            assertThat(shown.labelled()).singleElement().satisfies(one -> {
                assertThat(one.name()).isEqualTo("a.png");
                assertThat(one.labels().ids()).containsExactly(4);
            });
        });
    }

    @Test
    void whatCannotBeAnExampleIsSaidInOneSentence() {
        assertThatThrownBy(() -> among(image("a", 8), image("b-labels", 8)))
                .isInstanceOf(UserError.class)
                .hasMessage("No other image is open together with its labels.");
        ImageStack two = new ImageStack(40, 30);
        two.addSlice(image("", 8).getProcessor());
        two.addSlice(image("", 8).getProcessor());
        assertThatThrownBy(() -> among(image("a.tif", 8), new ImagePlus("a-labels", two)))
                .isInstanceOf(UserError.class)
                .hasMessage("a.tif has 40 x 30 x 1 voxels, its labels a-labels have 40 x 30 x 2.");
        assertThatThrownBy(() -> among(image("a", 8), new ImagePlus("a-labels", new ColorProcessor(40, 30))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Cannot use a-labels as labels: it has 3 channels");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new SupportOptions(" ", "", "", 0, 0, Sweep.BOTH))
                .hasMessage("There is no model to segment with.");
        assertThatThrownBy(() -> new SupportOptions("first", "", "", -1, 0, Sweep.BOTH))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new SupportOptions("first", "", "", 0, -2, Sweep.BOTH))
                .hasMessageContaining("-2");
    }
}
