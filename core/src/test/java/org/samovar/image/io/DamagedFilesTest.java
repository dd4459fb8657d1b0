package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.UserError;

class DamagedFilesTest {
    @TempDir
    Path folder;

    @Test
    void aMissingFileIsNamed() {
        assertRefused(folder.resolve("none.png"), "There is no file");
    }

    @Test
    void aFolderIsNoImage() {
        assertRefused(folder, "is a folder");
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() throws IOException {
        assertRefused(write("empty.png", new byte[0]), "the file is empty");
    }

    @Test
    void anUnknownFormatIsRefusedWithTheKnownOnes() throws IOException {
        assertRefused(write("text.png", "not an image".getBytes("US-ASCII")), "none of PNG, JPEG, TIFF, DICOM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gray16.png", "rgb.png", "palette.png", "rgb.tif", "gray16_lzw.tif", "imagej_channels.tif"})
    void aFileThatIsCutOffAnywhereIsRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FileFormatsTest.file(name));
        int needed = name.endsWith(".tif") ? whole.length - 16 : whole.length;
        for (int length = 8; length < needed; length += 5) {
            Path cut = write("cut_" + name, Arrays.copyOf(whole, length));
            assertRefused(cut, "damaged");
        }
    }

    @Test
    void aJpegThatIsCutOffIsRefusedRatherThanPaddedWithGray() throws IOException {
        byte[] whole = Files.readAllBytes(FileFormatsTest.file("flat.jpg"));
        for (int length = 20; length < whole.length - 2; length += 11) {
            assertRefused(write("cut.jpg", Arrays.copyOf(whole, length)), "damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gray16.png", "flat.jpg", "rgb.tif", "gray16_lzw.tif", "gray16_tiled.tif", "imagej_channels.tif"
            })
    void randomDamageGivesAnImageOrAnErrorForTheUserAndNothingElse(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FileFormatsTest.file(name));
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            byte[] damaged = whole.clone();
            for (int k = 0; k < 4; k++) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt(256);
            }
            Path file = write("damaged_" + name, damaged);
            Throwable thrown = catchThrowable(() -> Images.read(file));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(UserError.class).hasMessageContaining("damaged_" + name);
            }
        }
    }

    @Test
    void aFlippedBitInAPngIsFoundByItsChecksum() throws IOException {
        byte[] bytes = Files.readAllBytes(FileFormatsTest.file("gray16.png"));
        bytes[60] ^= 1;

        assertRefused(write("flipped.png", bytes), "checksum");
    }

    @Test
    void aPngThatSaysItIsHugeIsRefusedBeforeAnyMemoryIsAskedFor() throws IOException {
        byte[] bytes = Files.readAllBytes(FileFormatsTest.file("gray16.png"));
        ByteBuffer.wrap(bytes).putInt(16, 1_000_000).putInt(20, 900_000);
        CRC32 crc = new CRC32();
        crc.update(bytes, 12, 17);
        ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());

        assertRefused(write("huge.png", bytes), "1000000 x 900000 pixels");
    }

    @Test
    void aTiffWhoseSizeIsMoreThanTheMemoryNamesBoth() throws IOException {
        byte[] bytes = Files.readAllBytes(FileFormatsTest.file("gray8.tif"));
        setField(bytes, 256, 46_000);
        setField(bytes, 257, 46_000);

        assertRefused(write("huge.tif", bytes), "46000 x 46000 pixels need about 25.4 GB of memory");
    }

    @Test
    void aTiffWhosePagesGoRoundInACircleIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(FileFormatsTest.file("gray8.tif"));
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int directory = buffer.getInt(4);
        buffer.putInt(directory + 2 + 12 * buffer.getShort(directory), directory);

        assertRefused(write("circle.tif", bytes), "have no end");
    }

    private static void setField(byte[] tiff, int tag, int value) {
        ByteBuffer buffer = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int directory = buffer.getInt(4);
        for (int i = 0; i < buffer.getShort(directory); i++) {
            int at = directory + 2 + 12 * i;
            if ((buffer.getShort(at) & 0xffff) == tag) {
                buffer.putShort(at + 2, (short) 4).putInt(at + 4, 1).putInt(at + 8, value);
            }
        }
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> Images.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(String.valueOf(file.getFileName()))
                .hasMessageContaining(why);
    }
}
