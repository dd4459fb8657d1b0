package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Volume;

/** Files much larger than memory, most of which holes of the file system spare. */
class LargeVolumesTest {
    private static final int DEPTH = 60_000;
    private static final VolumeSize SIZE = new VolumeSize(1024, 1024, DEPTH, 1);
    private static final long BYTES = 2 * SIZE.voxels();

    @TempDir
    private Path folder;

    @BeforeEach
    void theFilesAreLargerThanTheMemory() {
        assertThat(BYTES).isGreaterThan(Runtime.getRuntime().maxMemory());
    }

    /** A head, a hole, and 77 as the last voxel. */
    private Path sparse(String name, byte[] head) throws IOException {
        Path file = folder.resolve(name);
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE);
        try (FileChannel channel = FileChannel.open(file, options)) {
            channel.write(ByteBuffer.wrap(head), 0);
            channel.write(ByteBuffer.wrap(new byte[] {77, 0}), head.length + BYTES - 2);
        }
        return file;
    }

    private static void assertIsReadSliceBySlice(Path file) {
        Volume volume = Volumes.read(file);

        assertThat(volume.size()).isEqualTo(SIZE);
        assertThat(volume.slice(Axis.Z, DEPTH - 1, 0).get(1023, 1023, 0)).isEqualTo(77);
        assertThat(volume.slice(Axis.Z, DEPTH / 2, 0).get(0, 0, 0)).isZero();
    }

    @Test
    void aNrrdIsReadSliceBySlice() throws IOException {
        String head = "NRRD0004\ntype: uint16\ndimension: 3\nsizes: 1024 1024 " + DEPTH
                + "\nendian: little\nencoding: raw\n\n";
        assertIsReadSliceBySlice(sparse("large.nrrd", head.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aNiftiIsReadSliceBySlice() throws IOException {
        ByteBuffer head = ByteBuffer.allocate(544).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0, 540).put(4, "n+2\0\r\n\032\n".getBytes(StandardCharsets.US_ASCII));
        head.putShort(12, (short) 512).putShort(14, (short) 16);
        head.putLong(16, 3)
                .putLong(24, 1024)
                .putLong(32, 1024)
                .putLong(40, DEPTH)
                .putLong(168, 544);
        assertIsReadSliceBySlice(sparse("large.nii", head.array()));
    }

    /** As ImageJ writes stacks of more than 4 GB: one directory, and the number of images in its description. */
    @Test
    void anImageJStackWithOneDirectoryIsReadSliceBySlice() throws IOException {
        byte[] description =
                ("ImageJ=1.54p\nimages=" + DEPTH + "\nslices=" + DEPTH + "\n\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer head = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 8);
        int[][] entries = {
            {256, 4, 1, 1024},
            {257, 4, 1, 1024},
            {258, 3, 1, 16},
            {262, 3, 1, 1},
            {270, 2, description.length, 512},
            {273, 4, 1, 1024},
            {278, 4, 1, 1024},
            {279, 4, 1, 2 << 20}
        };
        for (int[] entry : entries) {
            head.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(entry[2])
                    .putInt(entry[3]);
        }
        head.put(512, description);
        assertIsReadSliceBySlice(sparse("large.tif", head.array()));
    }

    @Test
    void aPackedOneIsRefusedWithTheMemoryItNeeds() throws IOException {
        String head = "NRRD0004\ntype: uint16\ndimension: 3\nsizes: 1024 1024 " + DEPTH
                + "\nendian: little\nencoding: gzip\n\n";
        byte[] packed = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
        Path file = folder.resolve("packed.nrrd");
        Files.write(file, head.getBytes(StandardCharsets.US_ASCII));
        Files.write(file, packed, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> Volumes.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("need 125.83 GB of memory")
                .hasMessageContaining("unpacked, they would be read slice by slice");
    }
}
