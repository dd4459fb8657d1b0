package org.samovar.image.io.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Volume;
import org.samovar.image.io.ChunkFixtures;
import org.samovar.image.io.Volumes;

/** Folders that zarr-python and tensorstore wrote. */
class ZarrReaderTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        ChunkFixtures.unpack(folder);
    }

    @Test
    void allWaysOfPackingAreRead() throws IOException {
        List<Path> arrays;
        try (Stream<Path> all = Files.list(folder.resolve("codecs"))) {
            arrays = all.toList();
        }
        assertThat(arrays).hasSize(30);
        for (Path array : arrays) {
            Volume volume = Volumes.read(array);
            assertThat(volume.size()).as("%s", array).isEqualTo(new VolumeSize(34, 36, 4, 1));
            assertThat(volume.geometry()).isEqualTo(VolumeGeometry.PIXELS);
            for (int z = 0; z < 4; z++) {
                Region window = new Region(3, 5, 31, 30);
                double[] values = volume.voxels().read(window, z, 0, 0);
                for (int i = 0; i < values.length; i++) {
                    int x = 3 + i % 31;
                    int y = 5 + i / 31;
                    assertThat(values[i])
                            .as("%s x %d y %d z %d", array, x, y, z)
                            .isEqualTo((x * x + 7 * y * (z + 1)) % 5003);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image2.zarr", "image3.zarr"})
    void anImageHasItsAxesItsPlaceAndItsUnits(String name) {
        Volume volume = Volumes.read(folder.resolve(name));

        assertThat(volume.size()).isEqualTo(new VolumeSize(4, 3, 2, 3));
        assertThat(volume.info().channels()).isEqualTo(2);
        assertThat(volume.geometry()).isEqualTo(new VolumeGeometry(placed(0.5, 0.75, 2, 10, 20, 30), "µm", 250, "ms"));
        for (int t = 0; t < 3; t++) {
            for (int c = 0; c < 2; c++) {
                double[] values = volume.voxels().read(new Region(1, 1, 3, 2), 1, t, c);
                assertThat(values).containsExactly(near(t, c, 111, 112, 113, 121, 122, 123));
            }
        }
        assertThat(Volumes.info(folder.resolve(name))).isEqualTo(volume.info());
    }

    private static double[] near(int t, int c, double... values) {
        for (int i = 0; i < values.length; i++) {
            values[i] += 1000 * t + 50 * c;
        }
        return values;
    }

    private static Affine placed(double x, double y, double z, double... origin) {
        Affine steps = Affine.of(x, y, z);
        return new Affine(steps.x(), steps.y(), steps.z(), new WorldVector(origin[0], origin[1], origin[2]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image2.zarr/1", "image3.zarr/1"})
    void aSmallerSizeIsReadByItsFolder(String name) {
        Volume volume = Volumes.read(folder.resolve(name));

        assertThat(volume.size()).isEqualTo(new VolumeSize(2, 2, 2, 3));
        assertThat(volume.geometry().affine()).isEqualTo(placed(1, 1.5, 2, 10.25, 20.375, 30));
        assertThat(volume.voxels().read(new Region(1, 1, 1, 1), 1, 2, 1)).containsExactly(2172);
    }

    @Test
    void theSizesOfN5HaveTheirSteps() {
        Volume whole = Volumes.read(folder.resolve("scales.n5"));
        assertThat(whole.size()).isEqualTo(new VolumeSize(4, 3, 2, 1));
        assertThat(whole.geometry()).isEqualTo(VolumeGeometry.of(Affine.of(0.5, 0.75, 2), "µm"));
        assertThat(whole.voxels().read(new Region(2, 1, 2, 2), 1, 0, 0)).containsExactly(105, 106, 115, 116);

        Volume half = Volumes.read(folder.resolve("scales.n5/s1"));
        assertThat(half.size()).isEqualTo(new VolumeSize(2, 2, 2, 1));
        assertThat(half.geometry().affine()).isEqualTo(placed(1, 1.5, 2, 0.25, 0.375, 0));
    }

    @Test
    void whatIsNotStoredIsTheFillValue(@TempDir Path other) throws IOException {
        Files.writeString(
                other.resolve(".zarray"),
                "{\"zarr_format\": 2, \"shape\": [3, 3], \"chunks\": [2, 2], \"dtype\": \"<f4\", \"compressor\": null,"
                        + " \"fill_value\": \"NaN\", \"order\": \"C\", \"filters\": null}");
        Files.write(other.resolve("0.0"), new byte[16]);

        assertThat(Volumes.read(other).voxels().read(new Region(0, 0, 3, 2), 0, 0, 0))
                .containsExactly(0, 0, Double.NaN, 0, 0, Double.NaN);
    }

    @ParameterizedTest
    @CsvSource({"../image3.zarr/0, lies in '../image3.zarr/0'", ".., lies in '..'", "2, it has no array '2'"})
    void anArrayOutsideTheFolderIsNotOpened(String path, String why) throws IOException {
        Path group = Files.createDirectories(folder.resolve("liar.zarr"));
        Files.writeString(group.resolve(".zgroup"), "{\"zarr_format\": 2}");
        Files.writeString(
                group.resolve(".zattrs"),
                "{\"multiscales\": [{\"axes\": [], \"datasets\": [{\"path\": \"" + path + "\"}]}]}");

        assertThatThrownBy(() -> Volumes.read(group))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"zarr_format\": 2, \"shape\": [9, 9], \"chunks\": [99999, 99999], \"dtype\": \"<f4\"}', larger than can be read",
        "'{\"zarr_format\": 2, \"shape\": [9, 9], \"chunks\": [9], \"dtype\": \"<f4\"}', in chunks of [9]",
        "'{\"zarr_format\": 2, \"shape\": [9, 0], \"chunks\": [9, 9], \"dtype\": \"<f4\"}', more or less than can be",
        "'{\"zarr_format\": 2, \"shape\": [9, 9], \"chunks\": [9, 9], \"dtype\": \"<c8\"}', are of the type '<c8'",
        "'{\"shape\": [9, 9], \"chunks\": [9, 9], \"dtype\": \"|u1\", \"compressor\": {\"id\": \"bz2\"}}', packed by 'bz2'",
        "'{\"shape\": [9, 9], \"chunks\": [9, 9], \"dtype\": \"|u1\", \"filters\": [{\"id\": \"delta\"}]}', are filtered",
        "'{', is no JSON"
    })
    void whatIsNotReadIsRefusedInWords(String meta, String why, @TempDir Path other) throws IOException {
        Files.writeString(other.resolve(".zarray"), meta.replace('\'', '"'));

        assertThatThrownBy(() -> Volumes.read(other))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(why);
    }

    @Test
    void aFolderOfSomethingElseIsStillNoImage(@TempDir Path other) {
        assertThatThrownBy(() -> Volumes.read(other))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is a folder, not an image");
    }
}
