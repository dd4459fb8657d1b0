package org.samovar.image.io.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
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

class NrrdSegmentsTest {
    private static final LabelMap FIRST = LabelMap.of(3, 2, new int[] {0, 0, 0, 0, 7, 7});
    private static final LabelMap SECOND = LabelMap.of(3, 2, new int[] {0, 2, 0, 0, 7, 0});

    @TempDir
    private Path folder;

    private static LabelVolume labels() {
        return LabelVolume.ofSlices(List.of(FIRST, SECOND), Axis.Z, VolumeGeometry.of(new Spacing(0.5, 0.5, 2, "mm")));
    }

    /** Made by another program, {@code volumes/generate.py}. */
    @Test
    void ofSegmentsThatOverlapTheLaterLayerStays() throws URISyntaxException {
        Path file =
                Path.of(Objects.requireNonNull(Volumes.class.getResource("volumes/layers.seg.nrrd"), "layers.seg.nrrd")
                        .toURI());

        LabelVolume segments = LabelVolumes.read(file);

        assertThat(segments.size()).isEqualTo(new VolumeSize(4, 3, 2, 1));
        LabelMap expected = LabelMap.of(4, 3, new int[] {1, 3, 0, 2, 1, 1, 0, 2, 1, 1, 0, 2});
        assertThat(segments.slices(Axis.Z, 0)).containsExactly(expected, expected);
        assertThat(segments.names()).isEqualTo(Map.of(1, "Liver", 2, "Left kidney", 3, "Tumour"));
        assertThat(Volumes.info(file)).isEqualTo(Volumes.read(file).info());
    }

    @Test
    void labelsComeBackWithTheirNamesAndPlaces() {
        Path file = folder.resolve("v.seg.nrrd");
        Map<Integer, String> names = Map.of(2, "Left \\n kidney\nupper", 7, "Liver", 9, "not found");

        LabelVolumes.write(labels().named(names), file);

        LabelVolume back = LabelVolumes.read(file);
        assertThat(back.slices(Axis.Z, 0)).containsExactly(FIRST, SECOND);
        assertThat(back.names()).isEqualTo(names);
        assertThat(back.geometry()).isEqualTo(labels().geometry());
    }

    @Test
    void theHeaderSaysWhatSlicerAsksFor() throws IOException {
        Path file = folder.resolve("v.seg.nrrd");
        LabelVolumes.write(labels().named(Map.of(7, "Liver")), file);

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("Segment0_ID:=Segment_2\nSegment0_Name:=Segment_2\n")
                .contains("Segment0_LabelValue:=2\nSegment0_Layer:=0\nSegment0_Extent:=1 1 0 0 1 1\n")
                .contains("Segment1_ID:=Segment_7\nSegment1_Name:=Liver\n")
                .contains("Segment1_LabelValue:=7\nSegment1_Layer:=0\nSegment1_Extent:=1 2 1 1 0 1\n");
    }

    @Test
    void segmentsOfOldFilesHaveALayerEach() throws IOException {
        Path file = folder.resolve("old.seg.nrrd");
        Files.writeString(
                file,
                "NRRD0004\ntype: uchar\ndimension: 4\nsizes: 2 3 1 1\nkinds: list domain domain domain\nencoding: text\n"
                        + "Segment0_ID:=a\nSegment1_ID:=b\n\n1 0 0 1 0 0\n");

        LabelVolume segments = LabelVolumes.read(file);

        assertThat(segments.slice(Axis.Z, 0, 0)).isEqualTo(LabelMap.of(3, 1, new int[] {1, 2, 0}));
        assertThat(segments.names()).isEqualTo(Map.of(1, "a", 2, "b"));
    }

    @Test
    void aValueOfNoSegmentIsNotLostSilently() throws IOException {
        Path file = folder.resolve("stray.seg.nrrd");
        Files.writeString(
                file,
                "NRRD0004\ntype: uchar\ndimension: 4\nsizes: 2 3 1 1\nkinds: list domain domain domain\nencoding: text\n"
                        + "Segment0_ID:=a\n\n1 0 0 5 0 0\n");

        LabelVolume segments = LabelVolumes.read(file);

        assertThatThrownBy(() -> segments.slice(Axis.Z, 0, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("layer 1 holds the value 5.0, which is that of no segment");
    }

    @Test
    void whatCannotBeSegmentsIsRefusedAndNothingIsWritten() {
        Path file = folder.resolve("v.seg.nrrd");
        LabelVolume series = LabelVolume.ofSlices(List.of(FIRST, SECOND), Axis.T, VolumeGeometry.PIXELS);
        assertThatThrownBy(() -> LabelVolumes.write(series, file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no points in time");
        Volume values = Volume.of(
                new VolumeInfo(
                        new VolumeSize(1, 1, 1, 1), 1, SampleType.FLOAT, Channels.INTENSITY, VolumeGeometry.PIXELS),
                (window, z, t, c) -> new double[1]);
        assertThatThrownBy(() -> Volumes.write(values, file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("these are intensities");
        assertThat(file).doesNotExist();
    }
}
