package org.samovar.image.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.samovar.geometry.WorldVector;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.UnknownVariant;
import org.samovar.image.io.Volumes;

class OmeTiffTest {
    private static final LabelMap FIRST = LabelMap.of(2, 1, new int[] {0, 1});
    private static final LabelMap SECOND = LabelMap.of(2, 1, new int[] {7, 70_000});
    private static final Affine TURNED = new Affine(
            new WorldVector(0, 0.5, 0), new WorldVector(0.5, 0, 0), new WorldVector(0, 0, 2), new WorldVector(1, 2, 3));

    @TempDir
    private Path folder;

    private static LabelVolume labels() {
        return LabelVolume.ofSlices(List.of(FIRST, SECOND), Axis.Z, VolumeGeometry.of(TURNED, "µm"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.tif", "v.ome.tif"})
    void whatIsLargerThanAClassicFileBecomesBigTiff(String name) throws IOException {
        Path file = folder.resolve(name);

        new TiffVolumeWriter(100).write(labels(), file);

        assertThat(Files.readAllBytes(file)).startsWith('I', 'I', 43, 0, 8, 0, 0, 0);
        LabelVolume back = LabelVolumes.read(file);
        assertThat(back.slices(Axis.Z, 0)).containsExactly(FIRST, SECOND);
        assertThat(back.geometry().spacing()).isEqualTo(new Spacing(0.5, 0.5, 2, "µm"));
    }

    /** Writes labels as OME-TIFF and replaces a text of the file by one of the same length. */
    private Path changed(String text, String by) throws IOException {
        Path file = folder.resolve("v.ome.tif");
        LabelVolumes.write(labels(), file);
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content).contains(text);
        assertThat(by).hasSameSizeAs(text);
        return Files.writeString(file, content.replace(text, by), StandardCharsets.ISO_8859_1);
    }

    @Test
    void directionsThatNoLongerFitTheStepsAreLeftOut() throws IOException {
        Path file = changed("PhysicalSizeX=\"0.5\"", "PhysicalSizeX=\"0.7\"");
        assertThat(Volumes.info(file).geometry()).isEqualTo(VolumeGeometry.of(Affine.of(0.7, 0.5, 2), "µm"));
        assertThat(Volumes.info(changed("PhysicalSizeX", "PhysicalSizeX")).geometry())
                .isEqualTo(VolumeGeometry.of(TURNED, "µm"));
    }

    @ParameterizedTest
    @CsvSource({
        "IFD=\"0\" PlaneCount=\"2\", IFD=\"1\" PlaneCount=\"2\", some of its planes are on none of its pages",
        "PlaneCount=\"2\", PlaneCount=\"1\", some of its planes are on none of its pages",
        "PlaneCount=\"2\", PlaneCount=\"9\", places planes where there are none",
        "SizeZ=\"2\", SizeZ=\"9\", stacks in several files are not read here",
        "SizeZ=\"2\", SizeZ=\"0\", describes no stack",
        "SizeZ=\"2\", SizeZ=\"x\", 'says ''x'' for SizeZ'",
        "</OME>, </OM >, its OME-XML makes no sense"
    })
    void whatDoesNotFitThePagesIsRefusedInWords(String text, String by, String why) throws IOException {
        Path file = changed(text, by);
        assertThatThrownBy(() -> Volumes.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(why);
    }

    @Test
    void planesInOtherFilesAreRefused() throws IOException {
        OmeXml xml = OmeXml.parse("<OME UUID='urn:a'><Image><Pixels SizeZ='2'>"
                + "<TiffData IFD='0'><UUID FileName='b.ome.tif'>urn:b</UUID></TiffData></Pixels></Image></OME>");
        Path file = folder.resolve("v.ome.tif");
        LabelVolumes.write(labels(), file);
        assertThatThrownBy(() -> OmeOrder.of(xml, pages(file)))
                .isInstanceOf(UnknownVariant.class)
                .hasMessageContaining("lie in other files");
    }

    private static List<TiffDirectory> pages(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            return TiffParser.pages(in);
        }
    }

    @Test
    void noOtherFileIsOpenedForAnEntity() {
        String xml = "<!DOCTYPE OME [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
                + "<OME UUID='u'><Image><Pixels SizeZ='1'><TiffData><UUID>&e;</UUID></TiffData></Pixels></Image></OME>";
        assertThatThrownBy(() -> OmeXml.parse(xml)).isInstanceOf(IOException.class);
    }
}
