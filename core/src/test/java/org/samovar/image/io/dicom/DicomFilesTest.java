package org.samovar.image.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.samovar.image.io.dicom.DicomFixtures.assertRefused;
import static org.samovar.image.io.dicom.DicomFixtures.assertValues;
import static org.samovar.image.io.dicom.DicomFixtures.assertVector;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.image.io.Residence;
import org.samovar.image.io.Volumes;
import org.samovar.image.io.dicom.DicomFixtures.Formula;

class DicomFilesTest {
    private static final Formula UNSIGNED = (x, y, z, t, c) -> x + 10 * y + 100 * z + 5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"implicit.dcm", "bare.dcm", "big.dcm", "deflated.dcm", "nested.dcm"})
    void everyWayToStoreElementsGivesTheSameVolume(String name) throws IOException {
        Volume volume = assertValues(DicomFixtures.alone(name, folder), 0, UNSIGNED);

        assertThat(volume.info().type()).isEqualTo(SampleType.UINT16);
        assertVector(volume.geometry().affine().x(), DicomFixtures.ROW.times(0.5));
        assertVector(volume.geometry().affine().y(), DicomFixtures.COLUMN.times(0.75));
        assertVector(volume.geometry().affine().z(), DicomFixtures.NORMAL.times(5));
        assertVector(volume.geometry().affine().origin(), DicomFixtures.ORIGIN);
        assertThat(volume.geometry().unit()).isEqualTo("mm");
    }

    @Test
    void bytesThatAreStoredAsWordsAreTurnedRoundInBigEndianFiles() throws IOException {
        Volume volume = assertValues(DicomFixtures.alone("words.dcm", folder), 0, UNSIGNED);
        assertThat(volume.info().type()).isEqualTo(SampleType.UINT8);
        assertThat(volume.geometry()).isEqualTo(VolumeGeometry.PIXELS);
    }

    @Test
    void runLengthsAreUnpacked() throws IOException {
        Volume volume =
                assertValues(DicomFixtures.alone("rle.dcm", folder), 0, (x, y, z, t, c) -> x + 10 * y + 100 * z - 7);
        assertThat(volume.size()).isEqualTo(new VolumeSize(4, 3, 2, 1));
        assertThat(volume.info().type()).isEqualTo(SampleType.INTEGER);
        assertValues(
                DicomFixtures.alone("rle_rgb.dcm", folder), 0, (x, y, z, t, c) -> x + 10 * y + 100 * z + 5 + 40 * c);
    }

    @Test
    void jpegIsUnpackedInGrayAndInColour() throws IOException {
        assertValues(DicomFixtures.alone("jpeg.dcm", folder), 1, (x, y, z, t, c) -> 60 + 100 * z);
        Volume colours = assertValues(
                DicomFixtures.alone("jpeg_ybr.dcm", folder),
                3,
                (x, y, z, t, c) -> c == 0 ? 200 : c == 1 ? 100 + 50 * z : 20);
        assertThat(colours.info().meaning()).isEqualTo(Channels.COLOUR);
    }

    @Test
    void aFilmIsATimeSeriesOfColoursThatLieApart() throws IOException {
        Volume film = assertValues(
                DicomFixtures.alone("film.dcm", folder),
                0,
                (x, y, z, t, c) -> Math.floorDiv(x + 10 * y + 100 * t + 5, 2) + 30 * c);
        assertThat(film.size()).isEqualTo(new VolumeSize(4, 3, 1, 3));
        assertThat(film.geometry().frameInterval()).isEqualTo(40);
        assertThat(film.geometry().timeUnit()).isEqualTo("ms");
    }

    @Test
    void coloursOfEachSecondPixelAreRefusedWhereTheyAreNotPacked() throws IOException {
        String film = Files.readString(DicomFixtures.file("film.dcm"), StandardCharsets.ISO_8859_1);
        String changed = film.replace("CS\4\0RGB ", "CS\14\0YBR_FULL_422");
        Path file = Files.writeString(folder.resolve("halved.dcm"), changed, StandardCharsets.ISO_8859_1);
        assertRefused(file, "its colours are stored for each second pixel (YBR_FULL_422)");
    }

    @Test
    void whereWhiteIsTheLeastValueItBecomesTheGreatest() throws IOException {
        assertValues(DicomFixtures.alone("mono1.dcm", folder), 0, (x, y, z, t, c) -> 4095 - UNSIGNED.at(x, y, z, t, c));
    }

    @Test
    void framesOfAnEnhancedFileAreSortedAndRescaledOneByOne() throws IOException {
        Volume volume = assertValues(
                DicomFixtures.alone("enhanced.dcm", folder),
                0,
                (x, y, z, t, c) -> (z == 1 ? 0.5 : 1) * UNSIGNED.at(x, y, z, t, c) - z);
        assertThat(volume.size()).isEqualTo(new VolumeSize(4, 3, 4, 1));
        assertThat(volume.info().type()).isEqualTo(SampleType.FLOAT);
        assertVector(volume.geometry().affine().z(), DicomFixtures.NORMAL.times(2.5));
        assertVector(volume.geometry().affine().origin(), DicomFixtures.ORIGIN);
    }

    @Test
    void pixelsThatNobodyUnpacksHereAreRefusedByNameWithTheWayOut() throws IOException {
        assertRefused(DicomFixtures.alone("jpeg2000.dcm", folder), "JPEG 2000 (transfer syntax 1.2.840.10008.1.2.4.90)")
                .satisfies(e -> assertThat(((UserError) e).hint())
                        .hasValueSatisfying(hint -> assertThat(hint).contains("gdcmconv")));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.1.2.4.70, lossless JPEG",
        "1.2.840.10008.1.2.4.80, JPEG-LS",
        "1.2.840.10008.1.2.4.50, not packed as it says",
        "1.2.840.10008.1.2.9999, a rare method"
    })
    void theTransferSyntaxDecides(String syntax, String why) throws IOException {
        assertRefused(changed("nested.dcm", "1.2.840.10008.1.2.1\0", syntax), why);
    }

    /** A file with another transfer syntax, which is longer. */
    private Path changed(String name, String from, String to) throws IOException {
        byte[] bytes = Files.readAllBytes(DicomFixtures.file(name));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(from);
        String even = to + (to.length() % 2 == 0 ? "" : "\0");
        String length = String.valueOf((char) even.length());
        String changed = text.substring(0, at - 2) + length + "\0" + even + text.substring(at + from.length());
        return Files.write(folder.resolve(name), changed.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void jpegOfTwelveBitsIsRefusedWithTheWayOut() throws IOException {
        byte[] bytes = Files.readAllBytes(DicomFixtures.file("jpeg.dcm"));
        for (int i = 0; i + 4 < bytes.length; i++) {
            boolean isFrame = bytes[i] == -1 && bytes[i + 1] == (byte) 0xc0 && bytes[i + 4] == 8;
            if (isFrame) {
                bytes[i + 1] = (byte) 0xc1;
                bytes[i + 4] = 12;
            }
        }
        Path file = Files.write(folder.resolve("twelve.dcm"), bytes);

        assertRefused(file, "12-bit JPEG of process SOF1 (transfer syntax 1.2.840.10008.1.2.4.50)");
        assertThatThrownBy(() -> Volumes.read(file, Residence.ON_DISK).slice(Axis.Z, 0, 0))
                .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.hint())
                        .hasValueSatisfying(hint -> assertThat(hint).contains("gdcmconv")));
    }

    @Test
    void aFileOfOneFrameIsAnImageByItself() {
        Image slice = Images.read(DicomFixtures.file("ct/c.dcm"));
        assertThat(slice.width()).isEqualTo(DicomFixtures.WIDTH);
        assertThat(slice.get(1, 2, 0)).isEqualTo(2 * (21 - 7) - 1024);
        assertThatThrownBy(() -> Images.read(DicomFixtures.file("film.dcm")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it has 3 frames, where one image is expected");
        assertThat(Labels.read(DicomFixtures.file("implicit.dcm")).get(3, 2)).isEqualTo(28);
    }

    @Test
    void aDeflatedFileThatUnpacksWithoutEndIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(DicomFixtures.file("deflated.dcm"));
        int meta =
                132 + 12 + ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(140);
        Path file = folder.resolve("bomb.dcm");
        try (OutputStream out = Files.newOutputStream(file);
                DeflaterOutputStream packed = new DeflaterOutputStream(out, new Deflater(9, true))) {
            out.write(whole, 0, meta);
            packed.write(new byte[] {9, 0, 1, 0, 'O', 'B', 0, 0, -2, -1, -1, -1});
            for (long i = 0; i <= Runtime.getRuntime().maxMemory() / 8; i += 1 << 20) {
                packed.write(new byte[1 << 20]);
            }
        }
        assertRefused(file, "it unpacks to more than");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "implicit.dcm",
                "bare.dcm",
                "big.dcm",
                "deflated.dcm",
                "rle.dcm",
                "jpeg.dcm",
                "film.dcm",
                "enhanced.dcm",
                "seg.dcm"
            })
    void aFileThatIsCutOffIsRefusedWhereverThatIs(String name) throws IOException {
        byte[] whole = Files.readAllBytes(DicomFixtures.file(name));
        for (int length = 8; length < whole.length - 16; length += 7) {
            Path file = Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
            assertThat(catchThrowable(() -> Volumes.read(file)))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(UserError.class);
        }
    }

    @Test
    void aSizeThatNoFileBacksIsRefusedBeforeMemoryIsGiven() throws IOException {
        byte[] bytes = Files.readAllBytes(DicomFixtures.file("rle.dcm"));
        for (int i = 0; i + 10 < bytes.length; i++) {
            boolean isSize =
                    bytes[i] == 0x28 && bytes[i + 1] == 0 && (bytes[i + 2] & 0xfe) == 0x10 && bytes[i + 3] == 0;
            if (isSize) {
                bytes[i + 8] = 0;
                bytes[i + 9] = 0x20;
            }
        }
        assertRefused(Files.write(folder.resolve("huge.dcm"), bytes), "cut off");
    }
}
