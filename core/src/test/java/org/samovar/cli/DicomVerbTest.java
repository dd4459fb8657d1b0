package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Labels;

/** Verbs on folders with DICOM series. */
class DicomVerbTest {
    private static final String UID = "1.2.826.0.1.3680043.8.498.7.3";

    @TempDir
    static Path folder;

    private static Path model = Path.of("");

    @BeforeAll
    static void makeModel() {
        model = SmallModel.write(folder);
    }

    private static Path series(String name) throws URISyntaxException {
        String resource = "/org/samovar/image/io/dicom/" + name;
        return Path.of(Objects.requireNonNull(DicomVerbTest.class.getResource(resource), resource)
                .toURI());
    }

    private static Invocation propagate(Path series, Path out) {
        return Invocation.of(
                "propagate",
                series.toString(),
                "--model",
                model.toString(),
                "--slice",
                "1",
                "--box",
                "0,0,3,2",
                "-o",
                out.toString());
    }

    @Test
    void aSeriesBecomesASegmentationThatRefersToIt() throws Exception {
        Path out = folder.resolve("seg.dcm");

        Invocation run = propagate(series("ct"), out);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(LabelVolumes.read(out).size()).isEqualTo(new VolumeSize(4, 3, 5, 1));
        assertThat(Files.readString(out, StandardCharsets.ISO_8859_1)).contains(UID + "\0", UID + ".5", UID + ".9");
    }

    @Test
    void whatIsToBeKnownOfASeriesIsSaid() throws Exception {
        Invocation run = propagate(series("tilt"), folder.resolve("tilt.nii.gz"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("its slices are tilted by 11.3 degrees");
    }

    @Test
    void aSliceIsNoPlaceForResults() throws Exception {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy);
        Path slice = Files.copy(series("ct/a.dcm"), copy.resolve("a.dcm"));
        byte[] before = Files.readAllBytes(slice);

        Invocation run = propagate(copy, slice);

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("there is a DICOM image of this name, which would be lost");
        assertThat(slice).hasBinaryContent(before);
    }

    @Test
    void oneSliceIsSegmentedByItself() throws Exception {
        Path out = folder.resolve("slice.png");
        Invocation run = Invocation.of(
                "segment",
                series("ct/a.dcm").toString(),
                "--model",
                model.toString(),
                "--box",
                "0,0,3,2",
                "-o",
                out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Labels.read(out).width()).isEqualTo(4);
    }

    @Test
    void aFolderWithPicturesIsAHeapWhateverElseIsInIt() throws Exception {
        Path heap = Files.createDirectories(folder.resolve("heap"));
        Files.copy(series("ct/a.dcm"), heap.resolve("a.dcm"));
        Path picture = Files.createFile(heap.resolve("b.png"));
        assertThat(HeapFiles.of(folder.resolve("other"), List.of(heap))).containsExactly(picture);
    }

    @Test
    void aFolderThatIsAVolumeIsNoHeapOfImages() throws Exception {
        assertThat(HeapFiles.of(folder.resolve("other"), List.of(series("ct")))).containsExactly(series("ct"));
    }
}
