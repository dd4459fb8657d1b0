package org.samovar.image.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Volume;
import org.samovar.image.io.Residence;
import org.samovar.image.io.Volumes;

/** The files that {@code generate.py} wrote with pydicom and highdicom, and what is true of them. */
final class DicomFixtures {
    static final int WIDTH = 4;
    static final int HEIGHT = 3;
    /** Rows, columns and normal of the series, to the right, the front and upwards. */
    static final WorldVector ROW = new WorldVector(-0.8, -0.6, 0);

    static final WorldVector COLUMN = new WorldVector(0.36, -0.48, 0.8);
    static final WorldVector NORMAL = new WorldVector(-0.48, 0.64, 0.6);
    static final WorldVector ORIGIN = new WorldVector(10, -20.5, 30.25);

    private DicomFixtures() {}

    /** A value at a place. */
    interface Formula {
        double at(int x, int y, int z, int t, int c);
    }

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(DicomFixtures.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy of a file in a folder of its own, where it is alone. */
    static Path alone(String name, Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("alone-" + name.replace('/', '-')));
        return Files.copy(file(name), own.resolve(String.valueOf(file(name).getFileName())));
    }

    /** The series with some of its slices, named by their places from a on. */
    static Path series(Path folder, int... slices) throws IOException {
        Path own = Files.createDirectories(folder.resolve("series"));
        for (int slice : slices) {
            Files.copy(file("ct/" + "cadbe".charAt(slice) + ".dcm"), own.resolve((char) ('a' + slice) + ".dcm"));
        }
        return own;
    }

    /** Reads a file in both ways and compares all its values. */
    static Volume assertValues(Path path, double tolerance, Formula formula) {
        for (Residence residence : Residence.values()) {
            Volume volume = Volumes.read(path, residence);
            assertThat(Volumes.info(path)).isEqualTo(volume.info());
            for (int t = 0; t < volume.size().frames(); t++) {
                for (int z = 0; z < volume.size().depth(); z++) {
                    for (int c = 0; c < volume.info().channels(); c++) {
                        assertPlane(volume, z, t, c, tolerance, formula);
                    }
                }
            }
        }
        return Volumes.read(path);
    }

    private static void assertPlane(Volume volume, int z, int t, int c, double tolerance, Formula formula) {
        for (int y = 0; y < volume.size().height(); y++) {
            for (int x = 0; x < volume.size().width(); x++) {
                assertThat((double) volume.slice(Axis.Z, z, t).get(x, y, c))
                        .as("value at %d, %d, %d, %d, %d", x, y, z, t, c)
                        .isCloseTo(formula.at(x, y, z, t, c), within(tolerance));
            }
        }
    }

    static void assertVector(WorldVector actual, WorldVector expected) {
        assertThat(actual.plus(expected.times(-1)).length())
                .as("%s, expected %s", actual, expected)
                .isLessThan(1e-8);
    }

    static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path path, String why) {
        return assertThatThrownBy(() -> Volumes.read(path))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Cannot read " + path)
                .hasMessageContaining(why);
    }
}
