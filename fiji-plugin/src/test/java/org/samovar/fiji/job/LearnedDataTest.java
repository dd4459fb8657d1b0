package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.catalog.training.TrainingPlan;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.predict.Progress;
import org.samovar.train.RunFolder;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;

class LearnedDataTest {
    @TempDir
    private Path folder;

    private Dataset learned(ImagePlus... open) {
        LearnedData data = data("unet-laptop", Progress.NONE, open);
        return Dataset.open(data.datasets().resolve(data.set()));
    }

    private LearnedData data(String config, Progress progress, ImagePlus... open) {
        TrainingPlan plan = TrainingPlan.read(Path.of(config));
        return LearnedData.ofOpen(
                () -> OpenExamples.find(List.of(open), plan.channels()),
                plan,
                LabelMeaning.AUTO,
                new RunFolder(folder),
                progress);
    }

    private static ImagePlus image(String title, int slices, int bits, int value) {
        ImagePlus image = IJ.createImage(title, 12, 10, slices, bits);
        image.getStack().getProcessor(slices).setf(3, 4, value);
        return image;
    }

    @Test
    void openImagesKeepTheirValuesAndTheirLabelsNumbers() {
        Dataset dataset = learned(
                image("a b.tif", 1, 16, 40_000), image("a b-labels", 1, 16, 7), image("without labels", 1, 8, 1));
        DatasetItem item = dataset.items().get(0);
        assertThat(dataset.items()).hasSize(1);
        assertThat(item.id()).isEqualTo("a_b");
        Image pixels = item.image();
        assertThat(pixels.get(3, 4, 0)).isEqualTo(40_000);
        assertThat(item.labels().get(3, 4)).isEqualTo(7);
        assertThat(dataset.info().classes()).containsOnlyKeys(7);
        assertThat(item.split()).isEqualTo(Split.TRAIN);
    }

    @Test
    void aStackIsAVolumeWithItsCalibration() {
        ImagePlus stack = image("stack", 5, 8, 200);
        stack.getCalibration().pixelDepth = 3;
        stack.getCalibration().setUnit("um");
        Dataset dataset = learned(stack, image("stack-labels", 5, 8, 2));
        VolumeItem item = dataset.volumes(Split.TRAIN).get(0);
        assertThat(item.axis()).isEqualTo(Axis.Z);
        assertThat(item.volume().size().depth()).isEqualTo(5);
        assertThat(item.volume().geometry().spacing().z()).isEqualTo(3);
        assertThat(item.labels().slice(Axis.Z, 4, 0).get(3, 4)).isEqualTo(2);
    }

    @Test
    void pointsInTimeStayPointsInTimeAndColoursColours() {
        ImagePlus series = image("series", 4, 8, 200);
        series.setDimensions(1, 1, 4);
        ImagePlus labels = image("series-labels", 4, 8, 2);
        labels.setDimensions(1, 1, 4);
        ColorProcessor red = new ColorProcessor(12, 10);
        red.set(1, 1, 0xff0000);
        Dataset dataset = learned(series, labels, new ImagePlus("stain", red), image("stain-labels", 1, 8, 1));
        assertThat(dataset.volumes(Split.TRAIN).get(0).axis()).isEqualTo(Axis.T);
        Image stain = dataset.items().get(dataset.items().size() - 1).image();
        assertThat(stain.channels()).isEqualTo(3);
        assertThat(stain.get(1, 1, 0)).isEqualTo(255);
    }

    @Test
    void imagesOfOneTitleAreTwo() {
        ImageStack one = image("", 1, 8, 1).getStack();
        Dataset dataset = learned(
                new ImagePlus("a.tif", one),
                new ImagePlus("a-labels", image("", 1, 8, 2).getStack()),
                new ImagePlus("a.png", one));
        assertThat(dataset.items()).extracting(DatasetItem::id).containsExactlyInAnyOrder("a", "a-2");
    }

    @Test
    void whatCannotBeLearnedFromIsSaidAndNothingIsLeft() throws IOException {
        assertThatThrownBy(() -> learned(image("a", 1, 8, 1), image("a-labels", 2, 8, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a has 12 x 10 x 1 voxels");
        ImagePlus halves = IJ.createImage("a-labels", 12, 10, 1, 32);
        halves.getProcessor().setf(2, 2, 0.5f);
        assertThatThrownBy(() -> learned(image("a", 1, 8, 1), halves))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a-labels")
                .hasMessageContaining("0.5, which is no label");
        assertThatThrownBy(() -> learned(image("a", 1, 8, 1), image("a-labels", 1, 8, 0)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Nothing is labelled");
        ImagePlus both = IJ.createHyperStack("a", 12, 10, 1, 2, 2, 8);
        ImagePlus bothLabels = IJ.createHyperStack("a-labels", 12, 10, 1, 2, 2, 8);
        assertThatThrownBy(() -> learned(both, bothLabels))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("slices and points in time");
        Progress escape = new Progress() {
            @Override
            public void report(long done, long total, String what) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> data("unet-laptop", escape, image("a", 1, 8, 1), image("a-labels", 1, 8, 1)))
                .isInstanceOf(CancellationException.class);
        try (var left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aRunThatGoesOnTakesTheImagesThatItBeganWith() throws IOException {
        learned(image("a", 1, 8, 1), image("a-labels", 1, 8, 1));
        assertThatThrownBy(() -> learned(image("b", 1, 8, 1), image("b-labels", 1, 8, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("belongs to no run");
        Files.writeString(new RunFolder(folder).state(), "a run");
        assertThat(learned(new ArrayList<ImagePlus>().toArray(ImagePlus[]::new)).items())
                .extracting(DatasetItem::id)
                .containsExactly("a");
    }

    @Test
    void aDescribedFolderIsTakenAsItIs() throws IOException {
        Path described = Files.createDirectories(folder.resolve("described"));
        Files.writeString(described.resolve("dataset.json"), "{}");
        LearnedData data = LearnedData.ofFolder(
                described,
                TrainingPlan.read(Path.of("unet-laptop")),
                LabelMeaning.AUTO,
                new RunFolder(folder.resolve("run")),
                Progress.NONE);
        assertThat(data.datasets()).isEqualTo(folder);
        assertThat(data.set()).isEqualTo("described");
        data.discard();
        assertThat(described.resolve("dataset.json")).exists();
    }
}
