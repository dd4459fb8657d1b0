package org.samovar.fiji.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.measure.Calibration;
import ij.process.ShortProcessor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Volumes;

/** The TIFF stacks of core as ImageJ itself opens and saves them. */
class StackFilesTest {
    private static final VolumeSize SIZE = new VolumeSize(5, 4, 3, 2);

    @TempDir
    private Path folder;

    private static double value(int x, int y, int z, int t, int c) {
        return x + 10 * y + 40 * z + 120 * t + 7 * c;
    }

    private ImagePlus opened(SampleType type, int channels, int shift) {
        VolumeGeometry geometry = new VolumeGeometry(Affine.of(0.25, 0.5, 2), "µm", 2.5, "s");
        Volume volume =
                Volume.of(new VolumeInfo(SIZE, channels, type, Channels.INTENSITY, geometry), (window, z, t, c) -> {
                    double[] out = new double[window.size().pixels()];
                    for (int i = 0; i < out.length; i++) {
                        int x = window.x() + i % window.width();
                        out[i] = value(x, window.y() + i / window.width(), z, t, c) + shift;
                    }
                    return out;
                });
        Path file = folder.resolve("stack.tif");
        Volumes.write(volume, file);
        return new Opener().openImage(file.toString());
    }

    private static void assertStack(ImagePlus image, int channels, int shift) {
        assertThat(new int[] {image.getNChannels(), image.getNSlices(), image.getNFrames()})
                .containsExactly(channels, 3, 2);
        Calibration calibration = image.getCalibration();
        assertThat(calibration.pixelWidth).isEqualTo(0.25);
        assertThat(calibration.pixelHeight).isEqualTo(0.5);
        assertThat(calibration.pixelDepth).isEqualTo(2);
        assertThat(calibration.getUnit()).isEqualTo("micron");
        assertThat(calibration.frameInterval).isEqualTo(2.5);
        assertThat(calibration.getTimeUnit()).isEqualTo("sec");
        for (int c = 0; c < channels; c++) {
            for (int z = 0; z < 3; z++) {
                for (int t = 0; t < 2; t++) {
                    int index = image.getStackIndex(c + 1, z + 1, t + 1);
                    float raw = image.getStack().getProcessor(index).getf(3, 2);
                    double real = image.getBitDepth() == 32 ? raw : calibration.getCValue(raw);
                    assertThat(real).isEqualTo(value(3, 2, z, t, c) + shift);
                }
            }
        }
    }

    @Test
    void imageJOpensEveryTypeAsACalibratedHyperstack() {
        assertStack(opened(SampleType.UINT8, 1, 0), 1, 0);
        assertStack(opened(SampleType.UINT16, 2, 60_000), 2, 60_000);
        assertStack(opened(SampleType.INTEGER, 1, -1000), 1, -1000);
        assertStack(opened(SampleType.INTEGER, 1, 100_000), 1, 100_000);
        assertStack(opened(SampleType.FLOAT, 2, 0), 2, 0);
    }

    @Test
    void imageJOpensLabelsWithTheirIds() {
        for (int greatest : new int[] {60_000, 70_000}) {
            LabelVolume labels = LabelVolume.ofSlices(
                    List.of(LabelMap.of(2, 1, new int[] {0, 1}), LabelMap.of(2, 1, new int[] {2, greatest})),
                    Axis.Z,
                    VolumeGeometry.of(new Spacing(3, 3, 5, "mm")));
            Path file = folder.resolve("labels.tif");
            LabelVolumes.write(labels, file);

            ImagePlus image = IJ.openImage(file.toString());

            assertThat(image.getNSlices()).isEqualTo(2);
            assertThat(image.getStack().getProcessor(2).getf(1, 0)).isEqualTo(greatest);
            assertThat(image.getCalibration().pixelWidth).isEqualTo(3);
            assertThat(image.getCalibration().pixelDepth).isEqualTo(5);
            assertThat(image.getCalibration().getUnit()).isEqualTo("mm");
        }
    }

    @Test
    void whatImageJSavedIsRead() {
        ImageStack stack = new ImageStack(3, 2);
        for (int i = 0; i < 12; i++) {
            short[] pixels = {(short) i, 1, 2, 3, 4, (short) 60_000};
            stack.addSlice(new ShortProcessor(3, 2, pixels, null));
        }
        ImagePlus image = new ImagePlus("saved", stack);
        image.setDimensions(2, 3, 2);
        image.setOpenAsHyperStack(true);
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = 0.3;
        calibration.pixelHeight = 0.3;
        calibration.pixelDepth = 1.5;
        calibration.setUnit("µm");
        calibration.frameInterval = 7;
        new FileSaver(image).saveAsTiffStack(folder.resolve("saved.tif").toString());

        Volume volume = Volumes.read(folder.resolve("saved.tif"));

        assertThat(volume.size()).isEqualTo(new VolumeSize(3, 2, 3, 2));
        assertThat(volume.info().channels()).isEqualTo(2);
        assertThat(volume.slice(Axis.Z, 2, 1).get(0, 0, 1)).isEqualTo(11);
        assertThat(volume.slice(Axis.Z, 1, 0).get(0, 0, 0)).isEqualTo(2);
        assertThat(volume.slice(Axis.Z, 0, 0).get(2, 1, 0)).isEqualTo(60_000);
        Spacing spacing = volume.geometry().spacing();
        assertThat(spacing.x()).isCloseTo(0.3, within(1e-6));
        assertThat(spacing.z()).isEqualTo(1.5);
        assertThat(spacing.unit()).isEqualTo("µm");
        assertThat(volume.geometry().frameInterval()).isEqualTo(7);
        assertThat(volume.geometry().timeUnit()).isEqualTo("s");
    }

    @Test
    void signedValuesThatImageJSavedAreRead() {
        ImageStack stack = new ImageStack(1, 1);
        stack.addSlice(new ShortProcessor(1, 1, new short[] {(short) (32_768 - 1000)}, null));
        stack.addSlice(new ShortProcessor(1, 1, new short[] {(short) (32_768 + 200)}, null));
        ImagePlus image = new ImagePlus("signed", stack);
        image.getCalibration().setSigned16BitCalibration();
        new FileSaver(image).saveAsTiffStack(folder.resolve("signed.tif").toString());

        Volume volume = Volumes.read(folder.resolve("signed.tif"));

        assertThat(volume.info().type()).isEqualTo(SampleType.INTEGER);
        assertThat(volume.slice(Axis.Z, 0, 0).get(0, 0, 0)).isEqualTo(-1000);
        assertThat(volume.slice(Axis.Z, 1, 0).get(0, 0, 0)).isEqualTo(200);
    }
}
