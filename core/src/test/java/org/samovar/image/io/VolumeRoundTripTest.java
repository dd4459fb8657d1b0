package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Channels;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;

class VolumeRoundTripTest {
    private static final VolumeSize SERIES = new VolumeSize(5, 4, 3, 2);
    private static final Affine TURNED = new Affine(
            new WorldVector(0, -0.5, 0),
            new WorldVector(0.3, 0, 0.4),
            new WorldVector(-1.2, 0, 1.6),
            new WorldVector(-90.5, 12, 3));
    private static final VolumeGeometry PLACED = new VolumeGeometry(TURNED, "mm", 2.5, "s");

    @TempDir
    private Path folder;

    private interface Formula {
        double at(int x, int y, int z, int t, int c);
    }

    private static Volume volume(VolumeSize size, int channels, SampleType type, Channels meaning, Formula formula) {
        VolumeInfo info = new VolumeInfo(size, channels, type, meaning, PLACED);
        return Volume.of(info, (window, z, t, c) -> {
            double[] out = new double[window.size().pixels()];
            for (int i = 0; i < out.length; i++) {
                out[i] = formula.at(window.x() + i % window.width(), window.y() + i / window.width(), z, t, c);
            }
            return out;
        });
    }

    private static Volume volume(SampleType type, Formula formula) {
        return volume(SERIES, 1, type, Channels.INTENSITY, formula);
    }

    private void assertComesBack(Volume volume, String name) {
        Path file = folder.resolve(name);
        Volumes.write(volume, file);
        for (Residence residence : Residence.values()) {
            Volume back = Volumes.read(file, residence);
            assertThat(back.size()).isEqualTo(volume.size());
            assertThat(back.info().channels()).isEqualTo(volume.info().channels());
            assertThat(back.info().type()).isEqualTo(volume.info().type());
            assertThat(back.info().meaning()).isEqualTo(volume.info().meaning());
            for (int t = 0; t < volume.size().frames(); t++) {
                for (int z = 0; z < volume.size().depth(); z++) {
                    assertThat(back.slice(Axis.Z, z, t).planes())
                            .as("%s z %d t %d", residence, z, t)
                            .containsExactly(volume.slice(Axis.Z, z, t).planes());
                }
            }
            assertClose(
                    back.geometry(),
                    volume.geometry(),
                    !name.toLowerCase(Locale.ROOT).matches("v.tiff?"));
        }
    }

    private static void assertClose(VolumeGeometry back, VolumeGeometry geometry, boolean hasDirections) {
        Affine a = geometry.affine();
        Affine expected = hasDirections ? a : Affine.of(a.x().length(), a.y().length(), a.z().length());
        assertThat(distance(back.affine().x(), expected.x())).isLessThan(1e-6);
        assertThat(distance(back.affine().y(), expected.y())).isLessThan(1e-6);
        assertThat(distance(back.affine().z(), expected.z())).isLessThan(1e-6);
        assertThat(distance(back.affine().origin(), expected.origin())).isLessThan(1e-6);
        assertThat(back.unit()).isEqualTo(geometry.unit());
        assertThat(back.frameInterval()).isCloseTo(geometry.frameInterval(), within(1e-6));
        assertThat(back.timeUnit()).isEqualTo(geometry.timeUnit());
    }

    private static double distance(WorldVector a, WorldVector b) {
        return a.plus(b.times(-1)).length();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.nii", "v.nii.gz", "v.nrrd", "v.nhdr", "v.mha", "v.mhd", "v.tif", "v.ome.tif", "V.TIFF"})
    void everyTypeOfSamplesComesBack(String name) {
        assertComesBack(volume(SampleType.UINT8, (x, y, z, t, c) -> 255 - x - 10 * y - 60 * z - t), name);
        assertComesBack(volume(SampleType.UINT16, (x, y, z, t, c) -> 65535 - x - 10 * y - 60 * z - 400 * t), name);
        assertComesBack(volume(SampleType.INTEGER, (x, y, z, t, c) -> -1024 + x + 10 * y + 60 * z + 900 * t), name);
        assertComesBack(volume(SampleType.INTEGER, (x, y, z, t, c) -> -70_000 * (x + y + z + t)), name);
        assertComesBack(volume(SampleType.FLOAT, (x, y, z, t, c) -> x == 2 ? Double.NaN : x / 8.0 - y), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.nii", "v.nii.gz", "v.nrrd", "v.nhdr", "v.mha", "v.mhd", "v.tif", "v.ome.tif"})
    void channelsAndColoursComeBack(String name) {
        Formula formula = (x, y, z, t, c) -> x + 5 * y + 20 * z + 60 * t + 7 * c;
        assertComesBack(volume(SERIES, 2, SampleType.UINT16, Channels.INTENSITY, formula), name);
        assertComesBack(volume(SERIES, 3, SampleType.UINT8, Channels.COLOUR, formula), name);
        assertComesBack(volume(SERIES, 3, SampleType.UINT16, Channels.COLOUR, formula), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.nii", "v.nii.gz", "v.nrrd", "v.nhdr", "v.mha", "v.mhd", "v.tif", "v.ome.tif"})
    void aVolumeOfOneSliceComesBack(String name) {
        Volume volume =
                volume(new VolumeSize(5, 4, 1, 1), 1, SampleType.UINT8, Channels.INTENSITY, (x, y, z, t, c) -> x + y);
        Volumes.write(volume, folder.resolve(name));
        assertThat(Volumes.info(folder.resolve(name)).size()).isEqualTo(volume.size());
        assertThat(Volumes.read(folder.resolve(name)).slice(Axis.Z, 0, 0).get(4, 3, 0))
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.nii", "v.nii.gz", "v.nrrd", "v.nhdr", "v.mha", "v.mhd", "v.tif", "v.ome.tif"})
    void labelsComeBackIn16Or32Bits(String name) {
        for (int greatest : new int[] {65_535, 65_536, Integer.MAX_VALUE}) {
            LabelMap first = LabelMap.of(2, 1, new int[] {0, 1});
            LabelMap second = LabelMap.of(2, 1, new int[] {7, greatest});
            LabelVolume labels = LabelVolume.ofSlices(
                    List.of(first, second), Axis.Z, VolumeGeometry.of(new Spacing(0.25, 0.5, 2, "µm")));
            Path file = folder.resolve(name);

            LabelVolumes.write(labels, file);

            LabelVolume back = LabelVolumes.read(file);
            assertThat(back.slices(Axis.Z, 0)).containsExactly(first, second);
            assertThat(back.geometry().spacing()).isEqualTo(labels.geometry().spacing());
            assertThat(Volumes.info(file).type()).isEqualTo(greatest > 65_535 ? SampleType.INTEGER : SampleType.UINT16);
        }
    }

    @ParameterizedTest
    @CsvSource({"v.nii, 180, s", "v.mha, 3, min"})
    void unitsThatAFormatLacksAreConverted(String name, double interval, String timeUnit) {
        Volume volume = Volume.of(
                new VolumeInfo(
                        new VolumeSize(1, 1, 1, 2),
                        1,
                        SampleType.UINT8,
                        Channels.INTENSITY,
                        new VolumeGeometry(Affine.of(250, 500, 1000), "nm", 3, "min")),
                (window, z, t, c) -> new double[window.size().pixels()]);
        Volumes.write(volume, folder.resolve(name));

        VolumeGeometry back = Volumes.info(folder.resolve(name)).geometry();
        assertThat(back).isEqualTo(new VolumeGeometry(Affine.of(0.25, 0.5, 1), "µm", interval, timeUnit));
    }

    @Test
    void anAxisLongerThanNifti1HasMakesNifti2() throws IOException {
        Volume volume = volume(
                new VolumeSize(40_000, 1, 2, 1), 1, SampleType.UINT16, Channels.INTENSITY, (x, y, z, t, c) -> x + z);
        assertComesBack(new Series(volume).still(), "long.nii");
        assertThat(Files.readAllBytes(folder.resolve("long.nii"))).startsWith(0x1c, 0x02);
    }

    /** A volume without times, as one point in time keeps none in every format. */
    private record Series(Volume volume) {
        Volume still() {
            VolumeInfo info = volume.info();
            return Volume.of(
                    new VolumeInfo(
                            info.size(),
                            info.channels(),
                            info.type(),
                            info.meaning(),
                            VolumeGeometry.of(info.geometry().affine(), "mm")),
                    volume.voxels());
        }
    }

    @Test
    void aNameWithAnotherEndingIsRefusedWithTheKnownOnes() {
        Volume volume = volume(SampleType.UINT8, (x, y, z, t, c) -> 0);
        assertThatThrownBy(() -> Volumes.write(volume, folder.resolve("v.png")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(".mha, .mhd, .nhdr, .nii, .nii.gz, .nrrd, .ome.tif, .ome.tiff, .tif, .tiff");
    }
}
