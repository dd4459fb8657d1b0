package org.samovar.image.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.samovar.image.io.dicom.DicomFixtures.assertRefused;
import static org.samovar.image.io.dicom.DicomFixtures.assertValues;
import static org.samovar.image.io.dicom.DicomFixtures.assertVector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Affine;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.io.Volumes;
import org.samovar.image.io.dicom.DicomFixtures.Formula;

class DicomSeriesTest {
    private static final Formula RESCALED = (x, y, z, t, c) -> 2 * (x + 10 * y + 100 * z - 7) - 1024;

    @TempDir
    private Path folder;

    private static void assertIsTheSeries(Volume volume) {
        Affine affine = volume.geometry().affine();
        assertThat(volume.size()).isEqualTo(new VolumeSize(4, 3, 5, 1));
        assertThat(volume.info().type()).isEqualTo(SampleType.INTEGER);
        assertVector(affine.x(), DicomFixtures.ROW.times(0.5));
        assertVector(affine.y(), DicomFixtures.COLUMN.times(0.75));
        assertVector(affine.z(), DicomFixtures.NORMAL.times(2.5));
        assertVector(affine.origin(), DicomFixtures.ORIGIN);
    }

    @Test
    void slicesAreSortedByPlaceWhateverTheirNamesAndNumbers() {
        assertIsTheSeries(assertValues(DicomFixtures.file("ct"), 0, RESCALED));
    }

    @Test
    void aFileStandsForItsSeries() {
        assertIsTheSeries(assertValues(DicomFixtures.file("ct/d.dcm"), 0, RESCALED));
    }

    @Test
    void filesOfOtherKindsAndSystemsArePassedOver() throws IOException {
        Path series = DicomFixtures.series(folder, 0, 1, 2, 3, 4);
        Files.writeString(series.resolve("README.txt"), "a series");
        Files.writeString(series.resolve(".hidden"), "x");

        assertIsTheSeries(Volumes.read(series));
        assertThat(Volumes.recognises(series)).isTrue();
    }

    @Test
    void ofSeveralSeriesOneIsNamedByNumberOrUid() throws IOException {
        Path both = folder.resolve("both");
        Files.createDirectories(both.resolve("deeper"));
        DicomFixtures.series(both.resolve("deeper"), 0, 1, 2, 3, 4);
        Files.copy(DicomFixtures.file("tilt/0.dcm"), both.resolve("0.dcm"));

        assertRefused(both, "it holds 2 series: 3 (CT, \"Series 3\", 5 files); 4 (CT, \"Series 4\", 1 file)")
                .satisfies(e -> assertThat(((UserError) e).hint())
                        .hasValueSatisfying(hint -> assertThat(hint).contains("both#3")));
        assertIsTheSeries(Volumes.read(folder.resolve("both#3")));
        assertIsTheSeries(Volumes.read(folder.resolve("both#1.2.826.0.1.3680043.8.498.7.3")));
        assertRefused(folder.resolve("both#5"), "there is no series '5' in it; there are 3 (CT");
    }

    @Test
    void missingSlicesAreCountedAndPlaced() throws IOException {
        assertRefused(
                DicomFixtures.series(folder, 0, 1, 3, 4), "1 of its slices is missing: 1 between b.dcm and d.dcm");
    }

    @Test
    void slicesAtOnePlaceAreRefusedUnlessTheyAreCopies() throws IOException {
        Path series = DicomFixtures.series(folder, 0, 1, 2, 3, 4);
        Files.copy(DicomFixtures.file("ct/d.dcm"), series.resolve("z.dcm"));

        Volume volume = Volumes.read(series);

        assertIsTheSeries(volume);
        assertThat(volume.notes()).containsExactly("z.dcm is a copy of another file and was passed over");
        change(series.resolve("z.dcm"), "7.3.7", "7.3.1");
        assertRefused(series, "several of its slices lie at the same place, such as c.dcm and z.dcm");
    }

    /** Every occurrence of a text by another of the same length. */
    private static void change(Path file, String from, String to) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        Files.write(file, text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void unevenStepsAreRefusedInMillimetres() throws IOException {
        Path series = DicomFixtures.series(folder, 0, 1, 2);
        // slice 1 is moved by 0.5 mm along the third axis, 0.3 mm along the normal
        change(series.resolve("b.dcm"), "31.75", "32.25");
        assertRefused(series, "do not follow each other in even steps");
    }

    @Test
    void slicesThatDifferAreRefusedWithBothValues() throws IOException {
        Path series = DicomFixtures.series(folder, 0, 1, 2);
        change(series.resolve("b.dcm"), "0.75\\0.5", "0.75\\0.6");
        assertRefused(series, "differ in pixel spacing: a.dcm has 0.5 x 0.75 mm, b.dcm has 0.6 x 0.75 mm");
        change(series.resolve("b.dcm"), "0.75\\0.6", "0.75\\0.5");
        change(series.resolve("b.dcm"), "0.8\\0.6\\0\\", "0.6\\0.8\\0\\");
        assertRefused(series, "damaged (its rows 0.6,0.8,0 and columns -0.36,0.48,0.8 are not at right angles)");
        change(series.resolve("b.dcm"), "-0.36\\0.48\\0.8", "-0.64\\0.48\\0.6");
        assertRefused(series, "differ in orientation");
    }

    @Test
    void aTiltedGantryIsToldAndKept() {
        Volume volume = assertValues(DicomFixtures.file("tilt"), 0, (x, y, z, t, c) -> x + 10 * y + 100 * z + 5);

        assertVector(
                volume.geometry().affine().z(), DicomFixtures.NORMAL.times(2.5).plus(DicomFixtures.COLUMN.times(0.5)));
        assertThat(volume.notes()).singleElement().asString().contains("tilted by 11.3 degrees");
    }

    @Test
    void aLinkToAFolderIsRead() throws IOException {
        Path series = DicomFixtures.series(folder, 0, 1, 2);
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, series);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("no links here");
        }
        assertThat(Volumes.read(link).size().depth()).isEqualTo(3);
    }

    @Test
    void aDamagedFileOfASeriesIsNamed() throws IOException {
        Path series = DicomFixtures.series(folder, 0, 1, 2);
        byte[] bytes = Files.readAllBytes(series.resolve("b.dcm"));
        Files.write(series.resolve("b.dcm"), Arrays.copyOf(bytes, bytes.length - 10));
        assertRefused(series, "its file b.dcm is damaged (it is cut off)");
        Files.write(series.resolve("b.dcm"), Arrays.copyOf(bytes, 400));
        assertRefused(series, "its file b.dcm is damaged (it is cut off)");
    }

    @Test
    void aFolderWithoutAnyIsRefusedAsBefore() throws IOException {
        Files.writeString(folder.resolve("text.txt"), "text");
        assertThatThrownBy(() -> Volumes.read(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is a folder, not an image");
    }
}
