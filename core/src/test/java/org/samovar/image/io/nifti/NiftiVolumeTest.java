package org.samovar.image.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.image.SampleType;

class NiftiVolumeTest {
    @TempDir
    private Path folder;

    /** A header of a 3 x 2 x 2 volume with its voxels at byte 352. */
    private static ByteBuffer file(ByteOrder order, int type, int bytesPerVoxel) {
        ByteBuffer b = ByteBuffer.allocate(352 + 12 * bytesPerVoxel).order(order);
        b.putInt(0, 348);
        b.putShort(40, (short) 3)
                .putShort(42, (short) 3)
                .putShort(44, (short) 2)
                .putShort(46, (short) 2);
        b.putShort(70, (short) type).putShort(72, (short) (8 * bytesPerVoxel));
        b.putFloat(80, 0.5f).putFloat(84, 0.25f).putFloat(88, 2f);
        b.putFloat(108, 352);
        b.put(123, (byte) 2);
        b.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
        return b;
    }

    private Path save(String name, ByteBuffer bytes) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
            out.write(bytes.array());
        }
        return file;
    }

    private Path shorts(ByteOrder order, String name) throws IOException {
        ByteBuffer b = file(order, 4, 2);
        for (int i = 0; i < 12; i++) {
            b.putShort(352 + 2 * i, (short) (i - 3));
        }
        return save(name, b);
    }

    @Test
    void slicesComeInTheOrderOfTheFileInBothByteOrders() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            NiftiVolume volume = NiftiVolume.read(shorts(order, order + ".nii.gz"));
            assertThat(volume.slice(1).planes()).containsExactly(3, 4, 5, 6, 7, 8);
            assertThat(volume.slice(0).get(2, 1, 0)).isEqualTo(2);
            assertThat(volume.slice(0).type()).isEqualTo(SampleType.INTEGER);
            assertThat(volume.spacing().z()).isEqualTo(2);
            assertThat(volume.spacing().unit()).isEqualTo("mm");
        }
    }

    @Test
    void valuesAreScaledByTheHeader() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 2, 1);
        b.put(352, (byte) 200).putFloat(112, 0.5f).putFloat(116, -10);
        assertThat(NiftiVolume.read(save("a.nii", b)).slice(0).get(0, 0, 0)).isEqualTo(90);
    }

    @Test
    void aSlopeOfZeroMeansNoScaling() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 16, 4);
        b.putFloat(352, 1.25f).putFloat(116, 7);
        assertThat(NiftiVolume.read(save("a.nii", b)).slice(0).get(0, 0, 0)).isEqualTo(1.25f);
    }

    @Test
    void theSformIsTheAffine() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 2, 1);
        b.putShort(254, (short) 1);
        for (int i = 0; i < 12; i++) {
            b.putFloat(280 + 4 * i, i);
        }
        assertThat(NiftiVolume.read(save("a.nii", b)).affine())
                .containsExactly(0d, 1d, 2d, 3d, 4d, 5d, 6d, 7d, 8d, 9d, 10d, 11d);
    }

    @Test
    void theQformTurnsAndMirrorsTheSpacing() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 2, 1);
        float half = (float) Math.sqrt(0.5);
        b.putShort(252, (short) 1).putFloat(76, -1).putFloat(264, half).putFloat(268, 10);
        // a quarter turn about z: x goes to y, y to -x; z mirrored
        double[] expected = {0, -0.25, 0, 10, 0.5, 0, 0, 0, 0, 0, -2, 0};
        double[] found = NiftiVolume.read(save("a.nii", b)).affine().stream()
                .mapToDouble(v -> v)
                .toArray();
        for (int i = 0; i < 12; i++) {
            assertThat(found[i]).as("entry " + i).isCloseTo(expected[i], within(1e-6));
        }
    }

    @Test
    void labelsAreWholeNumbers() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 16, 4);
        b.putFloat(352, 3);
        Path good = save("good.nii", b);
        assertThat(NiftiVolume.read(good).labels(0).get(0, 0)).isEqualTo(3);
        b.putFloat(352, 0.5f);
        Path bad = save("bad.nii", b);
        assertThatThrownBy(() -> NiftiVolume.read(bad).labels(0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("0.5, which is no label");
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        byte[] whole = file(ByteOrder.LITTLE_ENDIAN, 2, 1).array();
        for (int length : new int[] {0, 100, 350, whole.length - 1}) {
            Path file = folder.resolve("cut" + length + ".nii");
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> NiftiVolume.read(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("ends too early");
        }
    }

    @Test
    void aFalseLengthIsRefusedBeforeMemoryIsGiven() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 64, 8);
        b.putShort(42, Short.MAX_VALUE).putShort(44, Short.MAX_VALUE).putShort(46, Short.MAX_VALUE);
        Path file = save("huge.nii", b);
        assertThatThrownBy(() -> NiftiVolume.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("GB of memory");
    }

    @Test
    void whatIsNoNiftiIsRefused() throws IOException {
        ByteBuffer wrongMagic = file(ByteOrder.LITTLE_ENDIAN, 2, 1).put(345, (byte) 'i');
        ByteBuffer wrongType = file(ByteOrder.LITTLE_ENDIAN, 32, 1);
        ByteBuffer wrongAxes = file(ByteOrder.LITTLE_ENDIAN, 2, 1).putShort(40, (short) 77);
        ByteBuffer wrongOffset = file(ByteOrder.LITTLE_ENDIAN, 2, 1).putFloat(108, Float.NaN);
        for (ByteBuffer b : new ByteBuffer[] {wrongMagic, wrongType, wrongAxes, wrongOffset}) {
            Path file = save("wrong.nii", b);
            assertThatThrownBy(() -> NiftiVolume.read(file)).isInstanceOf(UserError.class);
        }
    }
}
