package org.samovar.image.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.samovar.image.io.dicom.DicomFixtures.assertVector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Residence;
import org.samovar.image.io.Volumes;
import org.samovar.image.io.dicom.data.Dataset;
import org.samovar.image.io.dicom.data.DicomFile;
import org.samovar.image.io.dicom.data.Tag;

class SegmentationTest {
    @TempDir
    private Path folder;

    private static LabelVolume random(VolumeGeometry geometry, int depth, int... ids) {
        Random random = new Random(3);
        List<LabelMap> slices = new ArrayList<>();
        for (int z = 0; z < depth; z++) {
            int[] labels = new int[4 * 3];
            for (int i = 0; i < labels.length && z % 2 == 1; i++) {
                labels[i] = random.nextBoolean() ? 0 : ids[random.nextInt(ids.length)];
            }
            slices.add(LabelMap.of(4, 3, labels));
        }
        return LabelVolume.ofSlices(slices, Axis.Z, geometry);
    }

    private static void assertSame(LabelVolume actual, LabelVolume expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int z = 0; z < expected.size().depth(); z++) {
            assertThat(actual.slice(Axis.Z, z, 0)).isEqualTo(expected.slice(Axis.Z, z, 0));
        }
        Affine affine = expected.geometry().affine();
        assertVector(actual.geometry().affine().x(), affine.x());
        assertVector(actual.geometry().affine().y(), affine.y());
        assertVector(actual.geometry().affine().z(), affine.z());
        assertVector(actual.geometry().affine().origin(), affine.origin());
    }

    @Test
    void labelsComeBackWithTheirIdsAllSlicesAndTheirPlace() {
        Volume images = Volumes.read(DicomFixtures.file("ct"));
        LabelVolume labels = random(images.geometry(), 5, 1, 7, 300);
        Path file = folder.resolve("seg.dcm");

        LabelVolumes.write(labels, file, DicomFixtures.file("ct"));

        assertSame(LabelVolumes.read(file), labels);
        assertSame(LabelVolume.of(Volumes.read(file, Residence.ON_DISK), "seg"), labels);
        assertThat(folder.toFile().list()).containsExactly("seg.dcm");
    }

    @Test
    void namesOfLabelsComeBackAndOnlyThose() {
        LabelVolume labels = random(VolumeGeometry.PIXELS, 4, 1, 2, 3).named(Map.of(1, "Milz links", 3, "Niere ü"));
        Path file = folder.resolve("named.dcm");

        LabelVolumes.write(labels, file);
        assertThat(LabelVolumes.read(file).names())
                .containsExactlyInAnyOrderEntriesOf(Map.of(1, "Milz links", 3, "Niere ü"));

        LabelVolumes.write(
                random(Volumes.read(DicomFixtures.file("ct")).geometry(), 5, 1, 3)
                        .named(labels.names()),
                file,
                DicomFixtures.file("ct"));
        assertThat(LabelVolumes.read(file).names())
                .containsExactlyInAnyOrderEntriesOf(Map.of(1, "Milz links", 3, "Niere ü"));
        assertThat(LabelVolumes.read(DicomFixtures.file("seg.dcm")).names())
                .containsExactlyInAnyOrderEntriesOf(Map.of(1, "part 1", 2, "part 2"));
    }

    @Test
    void aNameIsCutToWhatTheFormatHolds() {
        String name = "a\\".repeat(40);
        LabelVolume labels = random(VolumeGeometry.PIXELS, 2, 1).named(Map.of(1, name));
        Path file = folder.resolve("long.dcm");
        LabelVolumes.write(labels, file);
        assertThat(LabelVolumes.read(file).names()).containsEntry(1, "a/".repeat(32));
    }

    @Test
    void aVolumeThatIsShearedOrMirroredComesBack() {
        Affine sheared = new Affine(
                new WorldVector(0, 0.5, 0),
                new WorldVector(0.25, 0, 0),
                new WorldVector(0.1, 0.2, -3),
                new WorldVector(1, 2, 3));
        for (double mirror : new double[] {1, -1}) {
            Affine affine = new Affine(sheared.x(), sheared.y(), sheared.z().times(mirror), sheared.origin());
            LabelVolume labels = random(VolumeGeometry.of(affine, "mm"), 4, 2);
            Path file = folder.resolve("sheared.dcm");
            LabelVolumes.write(labels, file);
            assertSame(LabelVolumes.read(file), labels);
        }
    }

    @Test
    void patientStudyAndImagesAreReferredTo() throws IOException {
        Path file = folder.resolve("seg.dcm");
        LabelVolumes.write(
                random(Volumes.read(DicomFixtures.file("ct")).geometry(), 5, 4), file, DicomFixtures.file("ct/a.dcm"));

        Dataset data = DicomFile.read(file).dataset();

        assertThat(data.text(Tag.PATIENT_NAME)).contains("Test^Müller");
        assertThat(data.text(Tag.STUDY_INSTANCE)).contains("1.2.826.0.1.3680043.8.498.7.1");
        assertThat(data.text(Tag.FRAME_OF_REFERENCE)).contains("1.2.826.0.1.3680043.8.498.7.2");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("1.2.826.0.1.3680043.8.498.7.3.9", "1.2.826.0.1.3680043.8.498.7.3.5");
    }

    @Test
    void nothingFoundIsAFileThatSaysSo() {
        LabelVolume none = random(VolumeGeometry.PIXELS, 1, 1);
        Path file = folder.resolve("none.dcm");

        LabelVolumes.write(none, file);

        assertThat(LabelVolumes.read(file).ids()).isEmpty();
        assertThat(LabelVolumes.read(file).size()).isEqualTo(new VolumeSize(4, 3, 1, 1));
    }

    @Test
    void segmentsOfAnotherProgramLieOnTheSlicesOfTheirPositions() {
        LabelVolume labels = LabelVolumes.read(DicomFixtures.file("seg.dcm"));

        assertThat(labels.size()).isEqualTo(new VolumeSize(4, 3, 4, 1));
        assertThat(labels.slice(Axis.Z, 0, 0).labels()).containsExactly(0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(labels.slice(Axis.Z, 1, 0).ids()).isEmpty();
        assertThat(labels.slice(Axis.Z, 2, 0).labels()).containsExactly(0, 0, 0, 1, 2, 0, 0, 0, 2, 0, 0, 0);
        assertThat(labels.slice(Axis.Z, 3, 0).labels()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2);
        assertVector(labels.geometry().affine().z(), DicomFixtures.NORMAL.times(2.5));
        assertVector(labels.geometry().affine().origin(), DicomFixtures.ORIGIN.plus(DicomFixtures.NORMAL.times(2.5)));
    }

    @Test
    void aSegmentationBesideImagesIsPassedOver() throws IOException {
        Path series = DicomFixtures.series(folder, 0, 1, 2, 3, 4);
        LabelVolumes.write(random(Volumes.read(series).geometry(), 5, 4), series.resolve("seg.dcm"), series);

        assertThat(Volumes.read(series).info().channels()).isEqualTo(1);
        assertThat(Volumes.read(series).slice(Axis.Z, 0, 0).get(0, 0, 0)).isEqualTo(-1038);
        assertThat(LabelVolumes.read(folder.resolve("series#100")).ids()).containsExactly(4);
    }

    @Test
    void anImageIsNeverWrittenOver() throws IOException {
        Path series = DicomFixtures.series(folder, 0, 1);
        assertThatThrownBy(() -> LabelVolumes.requireWritable(series.resolve("a.dcm")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is a DICOM image of this name, which would be lost");
        LabelVolumes.requireWritable(series.resolve("new.dcm"));
    }

    @Test
    void whatASegmentationCannotHoldIsRefused() {
        Path file = folder.resolve("x.dcm");
        assertRefused(() -> Volumes.write(Volumes.read(DicomFixtures.file("ct")), file), "only segmentations");
        Affine skewed = new Affine(
                new WorldVector(1, 0, 0),
                new WorldVector(0.5, 1, 0),
                new WorldVector(0, 0, 1),
                new WorldVector(0, 0, 0));
        assertRefused(
                () -> LabelVolumes.write(random(VolumeGeometry.of(skewed, "mm"), 2, 1), file), "not at right angles");
        VolumeSize times = new VolumeSize(4, 3, 1, 2);
        LabelVolume series = LabelVolume.ofMaps(
                List.of(LabelMap.of(4, 3, new int[12]), LabelMap.of(4, 3, new int[12])), times, VolumeGeometry.PIXELS);
        assertRefused(() -> LabelVolumes.write(series, file), "no points in time");
        assertRefused(
                () -> LabelVolumes.write(random(VolumeGeometry.PIXELS, 2, 1), file, DicomFixtures.file("ct")),
                "it has 2 slices, and the series that it was found on 5");
        assertThat(file).doesNotExist();
    }

    private static void assertRefused(ThrowingCallable writing, String why) {
        assertThatThrownBy(writing)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Cannot write ")
                .hasMessageContaining(why);
    }
}
