package org.samovar.image.io.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Axis;
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
import org.samovar.image.io.ChunkFixtures;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Volumes;

class ZarrWriterTest {
    private static final LabelMap FIRST = LabelMap.of(3, 2, new int[] {0, 0, 0, 0, 7, 7});
    private static final LabelMap SECOND = LabelMap.of(3, 2, new int[] {0, 2, 0, 0, 70_000, 0});
    private static final VolumeGeometry TURNED = VolumeGeometry.of(
            new Affine(
                    new WorldVector(0, -0.5, 0),
                    new WorldVector(0.3, 0, 0.4),
                    new WorldVector(-1.2, 0, 1.6),
                    new WorldVector(-90.5, 12, 3)),
            "mm");

    @TempDir
    private Path folder;

    private static LabelVolume labels() {
        return LabelVolume.ofSlices(List.of(FIRST, SECOND), Axis.Z, TURNED);
    }

    @Test
    void labelsComeBackWithTheirNamesAndTheirPlace() {
        Path file = folder.resolve("v.ome.zarr");
        LabelVolumes.requireWritable(file);

        LabelVolumes.write(labels().named(Map.of(7, "Liver")), file);

        LabelVolume back = LabelVolumes.read(file);
        assertThat(back.slices(Axis.Z, 0)).containsExactly(FIRST, SECOND);
        assertThat(back.names()).isEqualTo(Map.of(7, "Liver"));
        VolumeGeometry geometry = back.geometry();
        assertThat(geometry.affine()
                        .apply(3, 2, 2)
                        .plus(TURNED.affine().apply(3, 2, 2).times(-1))
                        .length())
                .isLessThan(1e-9);
        assertThat(geometry.unit()).isEqualTo("mm");
    }

    @ParameterizedTest
    @CsvSource({"image2.zarr, .zattrs, .zarray", "image3.zarr, zarr.json, zarr.json"})
    void labelsOfAnImageAreEnteredThereAndAreOfItsVersion(String image, String group, String array) throws IOException {
        ChunkFixtures.unpack(folder);
        Path labels = folder.resolve(image).resolve("labels");

        LabelVolumes.write(labels(), labels.resolve("cells"));
        LabelVolumes.write(labels(), labels.resolve("nuclei"));

        assertThat(LabelVolumes.read(labels.resolve("cells")).slices(Axis.Z, 0)).containsExactly(FIRST, SECOND);
        assertThat(Files.readString(labels.resolve(group)).replaceAll("\\s", ""))
                .contains("[\"cells\",\"nuclei\"]");
        assertThat(labels.resolve("cells/0").resolve(array)).isRegularFile();
        assertThat(Files.readString(labels.resolve("cells").resolve(group))).contains("\"image\": \"../../\"");
        assertThat(Volumes.read(folder.resolve(image)).size().frames()).isEqualTo(3);
    }

    @Test
    void whatIsThereIsNeverReplacedAndNothingHalfIsLeft() throws IOException {
        Path file = folder.resolve("v.zarr");
        LabelVolumes.write(labels(), file);
        assertThatThrownBy(() -> LabelVolumes.write(labels(), file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it is there already");
        Volume failing = Volume.of(
                new VolumeInfo(
                        new VolumeSize(2, 2, 1, 1), 1, SampleType.UINT8, Channels.INTENSITY, VolumeGeometry.PIXELS),
                (window, z, t, c) -> {
                    throw new UserError("The source is gone.");
                });
        assertThatThrownBy(() -> Volumes.write(failing, folder.resolve("w.zarr")))
                .hasMessage("The source is gone.");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void chunksOfBackgroundAreNotStored() throws IOException {
        VolumeSize size = new VolumeSize(600, 300, 20, 1);
        Volume volume = Volume.of(
                new VolumeInfo(size, 1, SampleType.UINT16, Channels.INTENSITY, VolumeGeometry.PIXELS),
                (window, z, t, c) -> {
                    double[] out = new double[window.size().pixels()];
                    out[0] = z == 19 && window.x() == 512 && window.y() == 256 ? 9 : 0;
                    return out;
                });

        Volumes.write(volume, folder.resolve("v.zarr"));

        assertThat(ChunkFixtures.files(folder))
                .extracting(p -> folder.relativize(p).toString().replace('\\', '/'))
                .containsExactly("v.zarr/.zattrs", "v.zarr/.zgroup", "v.zarr/0/.zarray", "v.zarr/0/1/1/2");
        assertThat(Volumes.read(folder.resolve("v.zarr")).slice(Axis.Z, 19, 0).get(512, 256, 0))
                .isEqualTo(9);
    }
}
