package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Channels;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;

/** Files of other programs; {@code volumes/generate.py} wrote them with nibabel, pynrrd, SimpleITK and tifffile. */
class VolumeFilesTest {
    private static final VolumeSize SIZE = new VolumeSize(4, 3, 2, 1);
    private static final VolumeSize SERIES = new VolumeSize(4, 3, 2, 3);

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(VolumeFilesTest.class.getResource("volumes/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Formula {
        double at(int x, int y, int z, int t, int c);
    }

    private static final Formula SIGNED = (x, y, z, t, c) -> x + 10 * y + 100 * z + 1000 * t - 7;
    private static final Formula UNSIGNED = (x, y, z, t, c) -> x + 10 * y + 100 * z + 1000 * t + 50 * c;
    private static final Formula COLOURS = (x, y, z, t, c) -> x + 10 * y + 100 * z + 20 * c;

    @ParameterizedTest
    @CsvSource({
        "int16.nii, INTEGER",
        "qform.nii.gz, INTEGER",
        "int64.nii.gz, INTEGER",
        "big_endian.nii, FLOAT",
        "int16.nrrd, INTEGER",
        "big_endian.nrrd, INTEGER",
        "detached.nhdr, INTEGER",
        "int16.mha, INTEGER",
        "int64.mhd, INTEGER",
        "big_endian.mha, INTEGER"
    })
    void valuesAndOrientationAreThoseOfTheFile(String name, SampleType type) {
        Volume volume = assertVolume(name, SIZE, type, SIGNED);
        assertPlaced(volume);
        assertThat(volume.geometry().unit()).isEqualTo("mm");
    }

    @Test
    void numbersWrittenAsTextAreRead() {
        assertPlaced(
                assertVolume("text.nrrd", SIZE, SampleType.FLOAT, (x, y, z, t, c) -> SIGNED.at(x, y, z, t, c) + 0.25));
    }

    @Test
    void theFileThatItkWroteIsPlacedAlike() {
        assertPlaced(assertVolume("itk.nii.gz", SIZE, SampleType.UINT16, UNSIGNED));
    }

    @Test
    void slopeAndInterceptAreApplied() {
        assertVolume("scaled.nii", SIZE, SampleType.FLOAT, (x, y, z, t, c) -> 0.5 * UNSIGNED.at(x, y, z, t, c) - 3.5);
    }

    @Test
    void aSeriesOfNifti2HasItsTimes() {
        Volume volume = assertVolume("series2.nii.gz", SERIES, SampleType.FLOAT, SIGNED);
        assertPlaced(volume);
        assertThat(volume.geometry().frameInterval()).isEqualTo(250);
        assertThat(volume.geometry().timeUnit()).isEqualTo("ms");
    }

    @Test
    void aSequenceOfNrrdMayHaveItsTimesFirst() {
        assertPlaced(assertVolume("sequence.nrrd", SERIES, SampleType.INTEGER, SIGNED));
    }

    @Test
    void aSeriesOfMetaImageHasItsTimes() {
        Volume volume = assertVolume("series.mha", SERIES, SampleType.FLOAT, SIGNED);
        assertPlaced(volume);
        assertThat(volume.geometry().frameInterval()).isEqualTo(250);
    }

    @Test
    void aNrrdWithoutSpaceHasItsSpacings() {
        Volume volume = assertVolume("spacings.nrrd", SIZE, SampleType.UINT8, UNSIGNED);
        assertThat(volume.geometry()).isEqualTo(VolumeGeometry.of(new Spacing(0.5, 0.75, 2, "µm")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"colours.nii", "colours.tif", "colours.mha"})
    void coloursAreThreeChannels(String name) {
        Volume volume = assertVolume(name, SIZE, SampleType.UINT8, COLOURS);
        assertThat(volume.info().channels()).isEqualTo(3);
        assertThat(volume.info().meaning()).isEqualTo(Channels.COLOUR);
    }

    @Test
    void theVectorsThatItkWroteAreChannels() {
        Volume volume = assertVolume("vectors_itk.nrrd", SIZE, SampleType.UINT8, COLOURS);
        assertThat(volume.info().channels()).isEqualTo(3);
        assertPlaced(volume);
    }

    @Test
    void anImageJStackHasItsChannelsSlicesTimesAndCalibration() {
        Volume volume = assertVolume("imagej.tif", SERIES, SampleType.UINT16, UNSIGNED);
        assertThat(volume.info().channels()).isEqualTo(2);
        Spacing spacing = volume.geometry().spacing();
        assertThat(spacing.x()).isCloseTo(0.5, within(1e-6));
        assertThat(spacing.y()).isCloseTo(0.75, within(1e-6));
        assertThat(spacing.z()).isEqualTo(2);
        assertThat(spacing.unit()).isEqualTo("µm");
        assertThat(volume.geometry().frameInterval()).isEqualTo(0.25);
        assertThat(volume.geometry().timeUnit()).isEqualTo("s");
    }

    @Test
    void anImageJStackOfFloatsIsRead() {
        Volume volume = assertVolume("imagej_float.tif", SIZE, SampleType.FLOAT, SIGNED);
        assertThat(volume.geometry().unit()).isEqualTo("mm");
    }

    @Test
    void pagesThatArePackedAreUnpacked() {
        Volume volume = assertVolume(
                "packed.tif", SIZE, SampleType.INTEGER, (x, y, z, t, c) -> SIGNED.at(x, y, z, t, c) - 1000);
        assertThat(volume.geometry()).isEqualTo(VolumeGeometry.PIXELS);
        assertVolume("white_is_zero.tif", SIZE, SampleType.UINT16, UNSIGNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ome.tif", "ome_order.ome.tif"})
    void anOmeTiffHasItsOrderAndItsCalibration(String name) {
        Volume volume = assertVolume(name, SERIES, SampleType.UINT16, UNSIGNED);
        assertThat(volume.info().channels()).isEqualTo(2);
        assertThat(volume.geometry()).isEqualTo(new VolumeGeometry(Affine.of(0.5, 0.75, 2), "µm", 250, "ms"));
    }

    @Test
    void ofAPyramidTheFullSizeIsRead() {
        Volume volume = assertVolume("pyramid.ome.tif", SIZE, SampleType.UINT8, COLOURS);
        assertThat(volume.info().meaning()).isEqualTo(Channels.COLOUR);
        assertThat(volume.geometry().unit()).isEqualTo("nm");
    }

    @Test
    void bigTiffsAreReadInBothByteOrders() {
        assertVolume("big.tif", SIZE, SampleType.INTEGER, SIGNED);
        assertVolume("big_endian.tif", SIZE, SampleType.FLOAT, (x, y, z, t, c) -> SIGNED.at(x, y, z, t, c) + 0.5);
    }

    @ParameterizedTest
    @EnumSource(Residence.class)
    void aFileOfOnePageIsAVolumeOfOneSlice(Residence residence) {
        Volume volume = Volumes.read(FileFormatsTest.file("gray16_lzw.tif"), residence);
        assertThat(volume.size()).isEqualTo(new VolumeSize(7, 5, 1, 1));
        assertThat(volume.slice(Axis.Z, 0, 0).get(6, 4, 0)).isEqualTo(9001 * 6 + 123 * 4);
    }

    private static Volume assertVolume(String name, VolumeSize size, SampleType type, Formula formula) {
        assertThat(Volumes.info(file(name))).isEqualTo(Volumes.read(file(name)).info());
        for (Residence residence : Residence.values()) {
            Volume volume = Volumes.read(file(name), residence);
            assertThat(volume.size()).isEqualTo(size);
            assertThat(volume.info().type()).isEqualTo(type);
            for (int c = 0; c < volume.info().channels(); c++) {
                for (int t = 0; t < size.frames(); t++) {
                    for (int z = 0; z < size.depth(); z++) {
                        double[] plane = volume.voxels().read(size.slice(Axis.Z).region(), z, t, c);
                        for (int i = 0; i < plane.length; i++) {
                            assertThat(plane[i])
                                    .as("%s %s: x %d y %d z %d t %d c %d", name, residence, i % 4, i / 4, z, t, c)
                                    .isEqualTo(formula.at(i % 4, i / 4, z, t, c));
                        }
                    }
                }
            }
        }
        return Volumes.read(file(name));
    }

    /** A turn of 30 degrees about z, steps 0.5, 0.75 and 2, mirrored, the origin at 10, -20, 30. */
    @ParameterizedTest
    @EnumSource
    void whatWasPackedInSeveralPiecesIsUnpackedWhole(Residence residence, @TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(file("int16.nii"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int from = 0; from < whole.length; from += 300) {
            try (GZIPOutputStream member = new GZIPOutputStream(packed)) {
                member.write(whole, from, Math.min(300, whole.length - from));
            }
        }
        Path file = Files.write(folder.resolve("members.nii.gz"), packed.toByteArray());
        Volume volume = Volumes.read(file, residence);
        assertThat(volume.slice(Axis.X, 1, 0).planes())
                .containsExactly(
                        Volumes.read(file("int16.nii")).slice(Axis.X, 1, 0).planes());
    }

    private static void assertPlaced(Volume volume) {
        double cos = Math.sqrt(0.75);
        Affine affine = volume.geometry().affine();
        assertClose(affine.x(), 0.5 * cos, 0.5 * 0.5, 0);
        assertClose(affine.y(), -0.75 * 0.5, 0.75 * cos, 0);
        assertClose(affine.z(), 0, 0, -2);
        assertClose(affine.origin(), 10, -20, 30);
    }

    private static void assertClose(WorldVector v, double x, double y, double z) {
        assertThat(v.x()).isCloseTo(x, within(1e-6));
        assertThat(v.y()).isCloseTo(y, within(1e-6));
        assertThat(v.z()).isCloseTo(z, within(1e-6));
    }
}
