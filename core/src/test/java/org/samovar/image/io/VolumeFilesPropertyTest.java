package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Channels;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;

class VolumeFilesPropertyTest {
    private static final List<String> FILES = List.of(
            "int16.nii",
            "qform.nii.gz",
            "series2.nii.gz",
            "colours.nii",
            "int16.nrrd",
            "text.nrrd",
            "sequence.nrrd",
            "big_endian.nrrd",
            "imagej.tif",
            "packed.tif",
            "big.tif",
            "big_endian.tif",
            "colours.tif");

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("volumes");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        ChunkFixtures.remove(folder);
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(FILES);
    }

    @Provide
    Arbitrary<String> endings() {
        return Arbitraries.of("nii", "nii.gz", "nrrd", "nhdr", "mha", "mhd", "tif", "ome.tif", "zarr");
    }

    @Property(tries = 300)
    void aFileThatIsCutOffIsRefusedInWords(@ForAll("files") String name, @ForAll Random random) throws IOException {
        byte[] whole = Files.readAllBytes(VolumeFilesTest.file(name));
        byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length - 1));

        assertReadOrRefused(Files.write(folder.resolve(name), cut));
    }

    @Property(tries = 600)
    void aDamagedFileIsAVolumeOrRefusedInWordsAndNothingElse(
            @ForAll("files") String name, @ForAll Random random, @ForAll @IntRange(min = 1, max = 6) int bytes)
            throws IOException {
        byte[] damaged = Files.readAllBytes(VolumeFilesTest.file(name));
        for (int i = 0; i < bytes; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }

        assertReadOrRefused(Files.write(folder.resolve(name), damaged));
    }

    private static void assertReadOrRefused(Path file) {
        for (Residence residence : Residence.values()) {
            Throwable thrown = catchThrowable(() -> {
                Volume volume = Volumes.read(file, residence);
                for (Axis axis : Axis.values()) {
                    volume.slice(axis, volume.size().count(axis) - 1, 0);
                }
            });
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(UserError.class);
                assertThat(thrown.getMessage()).startsWith("Cannot ").matches("(?s).*[^.]\\.");
            }
        }
    }

    @Property(tries = 150)
    void everyVolumeComesBackWithItsGeometry(@ForAll("endings") String ending, @ForAll Random random)
            throws IOException {
        Volume volume = random(random);
        Path file = folder.resolve("v." + ending);

        Volumes.write(volume, file);

        Volume back = Volumes.read(file);
        assertThat(back.size()).isEqualTo(volume.size());
        for (int t = 0; t < volume.size().frames(); t++) {
            assertThat(back.slice(Axis.X, 0, t).planes())
                    .containsExactly(volume.slice(Axis.X, 0, t).planes());
        }
        WorldVector corner = corner(volume.geometry(), volume.size());
        boolean hasDirections = !"tif".equals(ending);
        if (hasDirections) {
            assertThat(corner.plus(corner(back.geometry(), back.size()).times(-1))
                            .length())
                    .isLessThan(1e-5 * (1 + corner.length()));
        }
        double ratio =
                back.geometry().spacing().z() / volume.geometry().spacing().z();
        assertThat(Math.abs(ratio - 1)).isLessThan(1e-5);
        ChunkFixtures.remove(file);
    }

    private static WorldVector corner(VolumeGeometry geometry, VolumeSize size) {
        return geometry.affine().apply(size.width(), size.height(), size.depth());
    }

    private static Volume random(Random random) {
        VolumeSize size = new VolumeSize(
                1 + random.nextInt(6), 1 + random.nextInt(6), 1 + random.nextInt(4), 1 + random.nextInt(3));
        SampleType type = SampleType.values()[random.nextInt(4)];
        int channels = 1 + random.nextInt(3);
        VolumeInfo info = new VolumeInfo(size, channels, type, Channels.INTENSITY, geometry(random));
        double[] values = random.doubles(7, 0, 256).toArray();
        int sign = type == SampleType.INTEGER || type == SampleType.FLOAT ? -1 : 1;
        return Volume.of(info, (window, z, t, c) -> {
            double[] out = new double[window.size().pixels()];
            for (int i = 0; i < out.length; i++) {
                int x = window.x() + i % window.width();
                int y = window.y() + i / window.width();
                double value = sign * values[(x + 2 * y + 3 * z + 5 * t + c) % values.length];
                out[i] = type == SampleType.FLOAT ? (float) value : Math.floor(value);
            }
            return out;
        });
    }

    /** Axes in any order, turned a little, with steps of many sizes. */
    private static VolumeGeometry geometry(Random random) {
        double angle = random.nextDouble(2 * Math.PI);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        WorldVector[] axes = {new WorldVector(cos, sin, 0), new WorldVector(-sin, cos, 0), new WorldVector(0, 0, 1)};
        int first = random.nextInt(3);
        int turn = 1 + random.nextInt(2);
        return VolumeGeometry.of(
                new Affine(
                        axes[first].times(random.nextDouble(0.01, 10)),
                        axes[(first + turn) % 3].times(-random.nextDouble(0.01, 10)),
                        axes[(first + 2 * turn) % 3].times(random.nextDouble(0.01, 10)),
                        new WorldVector(random.nextDouble(-200, 200), random.nextDouble(-200, 200), 5)),
                "mm");
    }
}
