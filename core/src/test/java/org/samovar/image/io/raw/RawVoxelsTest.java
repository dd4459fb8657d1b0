package org.samovar.image.io.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.io.Residence;

class RawVoxelsTest {
    private static final VolumeSize SIZE = new VolumeSize(3, 2, 2, 2);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(VoxelType.class)
    void everyTypeComesBackInBothByteOrdersFromMemoryAndDisk(VoxelType type) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            RawLayout layout = RawLayout.planar(SIZE, 2, type, order);
            ByteBuffer bytes = ByteBuffer.allocate((int) layout.bytes()).order(order);
            for (int i = 0; i < 48; i++) {
                type.put(bytes, 2 * i);
            }
            Path file = Files.write(folder.resolve("voxels"), new byte[5]);
            Files.write(file, bytes.array(), StandardOpenOption.APPEND);

            for (Residence residence : Residence.values()) {
                RawVoxels voxels = RawVoxels.ofFile(file, 5, layout, residence);
                assertThat(voxels.read(new Region(1, 1, 2, 1), 1, 1, 1)).containsExactly(92, 94);
                assertThat(voxels.read(new Region(0, 0, 1, 2), 0, 1, 0)).containsExactly(24, 30);
            }
        }
    }

    @Test
    void theLimitsOfEachTypeAreKept() {
        double[][] limits = {
            {0, 255},
            {-128, 127},
            {0, 65535},
            {-32768, 32767},
            {0, 4294967295.0},
            {-2147483648.0, 2147483647},
            {0, 0x1p64 - 2048},
            {-0x1p63, 0x1p63 - 1024}
        };
        for (int i = 0; i < limits.length; i++) {
            for (double limit : limits[i]) {
                VoxelType type = VoxelType.values()[i];
                ByteBuffer bytes = ByteBuffer.allocate(8);
                type.put(bytes, limit);
                assertThat(type.get(bytes, 0)).as(type + " " + limit).isEqualTo(limit);
            }
        }
    }

    @Test
    void channelsMayLieBesideEachOtherAndValuesBeScaled() throws IOException {
        RawLayout layout = RawLayout.interleaved(SIZE, 2, VoxelType.UINT8, ByteOrder.LITTLE_ENDIAN)
                .scaled(0.5, -1);
        byte[] bytes = new byte[48];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        RawVoxels voxels = RawVoxels.ofStream(new ByteArrayInputStream(bytes), layout);

        assertThat(voxels.read(new Region(1, 1, 2, 1), 1, 0, 1)).containsExactly(0.5 * 21 - 1, 0.5 * 23 - 1);
    }

    @Test
    void rowsMayCrossThePiecesInWhichMemoryIsHeld() throws IOException {
        VolumeSize size = new VolumeSize(1000, 1000, 68, 1); // a piece ends in slice 67, row 108, at column 864
        RawLayout layout = RawLayout.planar(size, 1, VoxelType.UINT8, ByteOrder.LITTLE_ENDIAN);
        byte[] tail = new byte[1_000_000];
        for (int i = 0; i < tail.length; i++) {
            tail[i] = (byte) (i % 251);
        }
        InputStream in =
                new SequenceInputStream(new ByteArrayInputStream(new byte[67_000_000]), new ByteArrayInputStream(tail));

        double[] row = RawVoxels.ofStream(in, layout).read(new Region(0, 108, 1000, 1), 67, 0, 0);

        for (int x = 0; x < 1000; x++) {
            assertThat(row[x]).isEqualTo((108_000 + x) % 251);
        }
    }

    @Test
    void aFileThatIsTooShortOrBecomesSoIsRefused() throws IOException {
        RawLayout layout = RawLayout.planar(SIZE, 1, VoxelType.UINT8, ByteOrder.LITTLE_ENDIAN);
        Path file = Files.write(folder.resolve("voxels"), new byte[24]);

        assertThatThrownBy(() -> RawVoxels.ofFile(file, 1, layout, Residence.AS_FITS))
                .isInstanceOf(EOFException.class);
        RawVoxels voxels = RawVoxels.ofFile(file, 0, layout, Residence.ON_DISK);
        Files.write(file, new byte[20]);
        assertThat(voxels.read(new Region(0, 0, 3, 2), 0, 0, 0)).hasSize(6);
        assertThatThrownBy(() -> voxels.read(new Region(0, 0, 3, 2), 1, 1, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has become shorter");
    }

    @Test
    void whatDoesNotFitTheMemoryIsRefusedBeforeItIsRead() {
        RawLayout layout =
                RawLayout.planar(new VolumeSize(40_000, 40_000, 1000, 1), 1, VoxelType.INT16, ByteOrder.LITTLE_ENDIAN);

        assertThatThrownBy(() -> RawVoxels.ofStream(InputStream.nullInputStream(), layout))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("need 3200.00 GB of memory");
        assertThatThrownBy(() -> RawLayout.planar(
                                new VolumeSize(40_000, 40_000, 40_000, Integer.MAX_VALUE),
                                3,
                                VoxelType.INT16,
                                ByteOrder.LITTLE_ENDIAN)
                        .bytes())
                .isInstanceOf(UserError.class);
    }
}
