package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.Segmenter;
import org.samovar.geometry.UserError;

class CompareModelsJobTest {
    private final ImagePlus image = IJ.createImage("cells.png", "8-bit black", 60, 40, 1);
    private final FakeModels models = new FakeModels();
    private final ModelHost host = new ModelHost(models);
    private final ResultsTable table = ResultsTable.getResultsTable();

    @BeforeEach
    void begin() {
        BatchMode.begin();
        image.setRoi(new Roi(10, 10, 20, 10));
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.5;
        image.getCalibration().setUnit("mm");
    }

    @AfterEach
    void end() {
        BatchMode.end();
    }

    private void run(String names, PromptSource source, String said) {
        new CompareModelsJob(host, image, new CompareModelsOptions(names, source, said)).run();
    }

    @Test
    void eachModelHasARowWithItsScoreItsAreaAndItsAgreement() {
        run("first, wide,first", PromptSource.SELECTION, "");

        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getStringValue("Model", 1)).isEqualTo("wide");
        assertThat(table.getValue("Score", 0)).isEqualTo(0.75);
        // 20 x 10 and 21 x 10 pixels of a quarter square millimetre
        assertThat(table.getValue("Area", 0)).isEqualTo(50);
        assertThat(table.getValue("Area", 1)).isEqualTo(52.5);
        assertThat(table.getStringValue("Unit", 0)).isEqualTo("mm^2");
        assertThat(table.getValue("IoU with others", 1)).isCloseTo(200.0 / 210, within(1e-12));
        assertThat(table.getValue("First answer (s)", 0)).isNotNegative();
    }

    @Test
    void theAnswersAreDrawnSideBySide() {
        run("", PromptSource.SELECTION, "");
        ImagePlus montage = WindowManager.getImage("cells-models");
        assertThat(montage.getBitDepth()).isEqualTo(24);
        assertThat(table.size()).isEqualTo(2);
        // at least 32 pixels around the object are seen, ten times as large
        assertThat(montage.getWidth()).isEqualTo(2 * 320 + 4);
        assertThat(montage.getProcessor().get(2, 2) & 0xffffff).isZero();
        assertThat(montage.getProcessor().get(160, 160) & 0xffffff).isNotZero();
    }

    @Test
    void aModelThatCannotAnswerSaysWhyAndTheOthersGoOn() {
        run("missing,first", PromptSource.SELECTION, "");
        assertThat(table.getStringValue("Message", 0)).isEqualTo("There is no model missing.");
        assertThat(table.getValue("Area", 1)).isEqualTo(50);
        assertThatThrownBy(() -> run("missing", PromptSource.SELECTION, ""))
                .isInstanceOf(UserError.class)
                .hasMessage("None of the models has an answer.");
    }

    @Test
    void theModelThatIsOpenStaysOpenAndOneIsOpenBesideItAtATime() {
        host.with("second", () -> {}, Segmenter::name);
        run("", PromptSource.SELECTION, "");
        host.with("second", () -> {}, Segmenter::name);
        assertThat(models.log.stream().filter(line -> line.startsWith("open") || line.startsWith("close")))
                .containsExactly("open second", "open first", "close first", "open second", "close second");
    }

    @Test
    void wordsAndAllRoisOfTheOverlayAreAboutOneObject() {
        run("first", PromptSource.SELECTION, "box 0,0,4,4");
        image.setOverlay(new Overlay(new Roi(0, 0, 8, 8)));
        image.getOverlay().add(new PointRoi(3, 3));
        run("first", PromptSource.OVERLAY, "");
        assertThat(table.getValue("Area", 0)).isEqualTo(4);
        assertThat(table.getValue("Area", 1)).isEqualTo(16);
    }

    @Test
    void badPromptsAreRefusedBeforeAModelIsOpened() {
        image.deleteRoi();
        assertThatThrownBy(() -> run("", PromptSource.SELECTION, "")).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> run("", PromptSource.SELECTION, "point 600,1")).isInstanceOf(UserError.class);
        assertThat(models.log).isEmpty();
    }

    @Test
    void whatWasAnsweredBeforeItWasCancelledIsKept() {
        FakeModels interrupted = new FakeModels() {
            @Override
            public Segmenter open(String name) {
                if (name.equals("second")) {
                    throw new CancellationException("Escape");
                }
                return super.open(name);
            }
        };
        CompareModelsOptions options = new CompareModelsOptions("first,second,wide", PromptSource.SELECTION, "");
        new CompareModelsJob(new ModelHost(interrupted), image, options).run();
        assertThat(table.size()).isEqualTo(1);
        CompareModelsOptions none = new CompareModelsOptions("second,first", PromptSource.SELECTION, "");
        assertThatThrownBy(() -> new CompareModelsJob(new ModelHost(interrupted), image, none).run())
                .isInstanceOf(CancellationException.class);
    }
}
