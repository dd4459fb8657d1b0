package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.model.ClassFinder;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.HeapMasks;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.ModelLibrary;
import org.samovar.fiji.model.PromptedImage;
import org.samovar.fiji.model.Segmentation;
import org.samovar.fiji.model.Segmenter;
import org.samovar.fiji.model.SliceMasks;
import org.samovar.fiji.model.SlicePrompts;
import org.samovar.fiji.model.SupportFinder;
import org.samovar.fiji.model.TrainingRun;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Box;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;
import org.samovar.prompt.PromptSet;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;

class PropagateJobTest {
    private final FakeModels models = new FakeModels();
    private final ImagePlus stack = IJ.createImage("cells.tif", "8-bit black", 40, 30, 5);
    private final ImagePlus series = IJ.createHyperStack("series", 20, 10, 2, 3, 4, 16);

    private ImagePlus labels(ImagePlus image, PromptSource source, Through through, int first, int last) {
        return labels(models, image, new PropagateOptions("first", source, through, first, last));
    }

    private static ImagePlus labels(ModelLibrary library, ImagePlus image, PropagateOptions options) {
        return new PropagateJob(new ModelHost(library), image, options).labels();
    }

    private static int at(ImagePlus labels, int slice, int x, int y) {
        return labels.getStack().getProcessor(slice).get(x, y);
    }

    @Test
    void aBoxIsFollowedThroughTheStack() {
        stack.getCalibration().pixelDepth = 3;
        stack.getCalibration().setUnit("um");
        stack.setSlice(3);
        stack.setRoi(new Roi(3, 4, 10, 20));
        ImagePlus labels = labels(stack, PromptSource.SELECTION, Through.AUTO, 0, 0);
        assertThat(labels.getTitle()).isEqualTo("cells-labels");
        assertThat(labels.getBitDepth()).isEqualTo(16);
        assertThat(labels.getNSlices()).isEqualTo(5);
        assertThat(labels.getCalibration().pixelDepth).isEqualTo(3);
        for (int slice = 1; slice <= 5; slice++) {
            assertThat(at(labels, slice, 3, 4)).isEqualTo(1);
            assertThat(at(labels, slice, 13, 4)).isZero();
        }
    }

    @Test
    void ofAHyperstackTheChannelAndTheOtherDimensionStayWhatTheyAre() {
        series.setPosition(2, 3, 2);
        series.setRoi(new Roi(3, 4, 5, 5));
        ImagePlus inTime = labels(series, PromptSource.SELECTION, Through.TIME, 0, 0);
        assertThat(inTime.getNFrames()).isEqualTo(4);
        assertThat(inTime.getNSlices()).isEqualTo(1);
        ImagePlus inSpace = labels(series, PromptSource.SELECTION, Through.AUTO, 0, 0);
        assertThat(inSpace.getNSlices()).isEqualTo(3);
        assertThat(inSpace.getNChannels()).isEqualTo(1);
        assertThat(models.log).contains("follow along T on 0 to 3", "follow along Z on 0 to 2");
    }

    @Test
    void roisOfOneNameAreOneObjectAndOthersAreObjectsOfTheirOwn() {
        Roi cell = named("cell", 1, new Roi(0, 0, 10, 10));
        Roi again = named("cell", 4, new Roi(0, 0, 20, 20));
        Roi nameless = new Roi(30, 20, 5, 5);
        nameless.setPosition(2);
        stack.setOverlay(new Overlay(cell));
        stack.getOverlay().add(again);
        stack.getOverlay().add(nameless);
        ImagePlus labels = labels(stack, PromptSource.OVERLAY, Through.SLICES, 0, 0);
        assertThat(at(labels, 4, 15, 15)).isEqualTo(1);
        assertThat(at(labels, 3, 15, 15)).isZero();
        assertThat(at(labels, 3, 32, 22)).isEqualTo(2);
        assertThat(labels.getDisplayRangeMax()).isEqualTo(255);
    }

    @Test
    void whereObjectsOverlapTheEarlierOneKeepsThePixel() {
        stack.setOverlay(new Overlay(named("a", 1, new Roi(0, 0, 10, 10))));
        stack.getOverlay().add(named("b", 1, new Roi(5, 5, 10, 10)));
        ImagePlus labels = labels(stack, PromptSource.OVERLAY, Through.AUTO, 0, 0);
        assertThat(at(labels, 5, 7, 7)).isEqualTo(1);
        assertThat(at(labels, 5, 12, 12)).isEqualTo(2);
    }

    @Test
    void onlyTheSlicesThatAreAskedForAreVisited() {
        stack.setRoi(new Roi(3, 4, 10, 20));
        ImagePlus labels = labels(stack, PromptSource.SELECTION, Through.AUTO, 1, 3);
        assertThat(at(labels, 3, 5, 5)).isEqualTo(1);
        assertThat(at(labels, 4, 5, 5)).isZero();
        assertThat(labels.getNSlices()).isEqualTo(5);
        assertThatThrownBy(() -> labels(stack, PromptSource.SELECTION, Through.AUTO, 4, 9))
                .isInstanceOf(UserError.class)
                .hasMessage("There are no slices 4 to 9 among 5.");
    }

    @Test
    void anImageOfOneSliceIsSegmented() {
        ImagePlus image = IJ.createImage("one", "16-bit black", 40, 30, 1);
        image.setRoi(new PointRoi(20, 20));
        assertThat(at(labels(image, PromptSource.SELECTION, Through.AUTO, 0, 0), 1, 20, 20))
                .isEqualTo(1);
    }

    @Test
    void withoutPromptsTheUserIsToldWhatToDo() {
        assertThatThrownBy(() -> labels(stack, PromptSource.SELECTION, Through.AUTO, 0, 0))
                .isInstanceOf(UserError.class)
                .hasMessage("There is no selection in cells.tif to segment by.");
    }

    @Test
    void aRoiOfAnotherChannelIsRefused() {
        Roi elsewhere = new Roi(3, 4, 5, 5);
        elsewhere.setPosition(2, 1, 1);
        series.setPosition(1, 1, 1);
        series.setOverlay(new Overlay(elsewhere));
        assertThatThrownBy(() -> labels(series, PromptSource.OVERLAY, Through.AUTO, 0, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("another channel");
    }

    @Test
    void whatWasFoundBeforeItWasCancelledIsKept() {
        stack.setRoi(new Roi(3, 4, 10, 20));
        PropagateOptions options = new PropagateOptions("first", PromptSource.SELECTION, Through.AUTO, 0, 0);
        ImagePlus labels = labels(new Cancelled(2), stack, options);
        assertThat(at(labels, 2, 5, 5)).isEqualTo(1);
        assertThat(at(labels, 3, 5, 5)).isZero();
        assertThatThrownBy(() -> labels(new Cancelled(0), stack, options)).isInstanceOf(CancellationException.class);
    }

    private static Roi named(String name, int slice, Roi roi) {
        roi.setName(name);
        roi.setPosition(slice);
        return roi;
    }

    /** A model whose user presses Escape after some slices. */
    private record Cancelled(int after) implements ModelLibrary, Segmenter {
        @Override
        public List<String> names() {
            return List.of("first");
        }

        @Override
        public Segmenter open(String name) {
            return this;
        }

        @Override
        public ClassFinder openSystem(String name) {
            throw new AssertionError(name);
        }

        @Override
        public SupportFinder openSupport(String name) {
            throw new AssertionError(name);
        }

        @Override
        public Trainer.Outcome train(TrainingRun run, TrainingListener listener) {
            throw new AssertionError(run);
        }

        @Override
        public String sha256(String name) {
            throw new AssertionError(name);
        }

        @Override
        public List<String> check() {
            return List.of();
        }

        @Override
        public String name() {
            return "cancelled";
        }

        @Override
        public String description() {
            return "";
        }

        @Override
        public List<Segmentation> segment(RgbImage image, List<PromptSet> objects, Progress progress) {
            return List.of();
        }

        @Override
        public PromptedImage look(RgbImage image) {
            throw new AssertionError(image);
        }

        @Override
        public void forget() {}

        @Override
        public List<Segmentation> everything(
                RgbImage image, int minimumArea, Optional<Double> leastScore, Progress progress) {
            return List.of();
        }

        @Override
        public List<Segmentation> instances(RgbImage image, int minimumArea, Progress progress) {
            return List.of();
        }

        @Override
        public void follow(
                SliceSequence slices,
                Axis axis,
                List<SlicePrompts> prompts,
                SliceRange range,
                SliceMasks listener,
                Progress progress) {
            RunLengthMask mask = RunLengthMask.of(Mask.rectangle(slices.size(), new Box(3, 4, 13, 24)));
            for (int slice = 0; slice < after; slice++) {
                listener.found(slice, Map.of(1, mask));
            }
            throw new CancellationException("Escape");
        }

        @Override
        public void collect(
                List<PromptSet> objects, List<Supplier<RgbImage>> images, HeapMasks listener, Progress progress) {}

        @Override
        public void close() {}
    }
}
