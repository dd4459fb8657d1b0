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
import org.samovar.geometry.Affine;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Image;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Volumes;

class NiftiReaderTest {
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

    private static Image slice(Path file, int z) {
        return Volumes.read(file).slice(Axis.Z, z, 0);
    }

    @Test
    void slicesComeInTheOrderOfTheFileInBothByteOrders() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer b = file(order, 4, 2);
            for (int i = 0; i < 12; i++) {
                b.putShort(352 + 2 * i, (short) (i - 3));
            }
            Volume volume = Volumes.read(save(order + ".nii.gz", b));
            assertThat(volume.slice(Axis.Z, 1, 0).planes()).containsExactly(3, 4, 5, 6, 7, 8);
            assertThat(volume.slice(Axis.Z, 0, 0).get(2, 1, 0)).isEqualTo(2);
            assertThat(volume.info().type()).isEqualTo(SampleType.INTEGER);
            assertThat(volume.geometry().spacing().z()).isEqualTo(2);
            assertThat(volume.geometry().spacing().unit()).isEqualTo("mm");
        }
    }

    @Test
    void valuesAreScaledByTheHeader() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 2, 1);
        b.put(352, (byte) 200).putFloat(112, 0.5f).putFloat(116, -10);
        Path file = save("a.nii", b);
        assertThat(slice(file, 0).get(0, 0, 0)).isEqualTo(90);
        assertThat(slice(file, 0).type()).isEqualTo(SampleType.FLOAT);
    }

    @Test
    void wholeNumbersStayWholeUnderAWholeIntercept() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 512, 2);
        b.putShort(352, (short) 24).putFloat(112, 1).putFloat(116, -1024);
        Path file = save("ct.nii", b);
        assertThat(slice(file, 0).get(0, 0, 0)).isEqualTo(-1000);
        assertThat(slice(file, 0).type()).isEqualTo(SampleType.INTEGER);
    }

    @Test
    void aSlopeOfZeroMeansNoScaling() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 16, 4);
        b.putFloat(352, 1.25f).putFloat(116, 7);
        assertThat(slice(save("a.nii", b), 0).get(0, 0, 0)).isEqualTo(1.25f);
    }

    @Test
    void theSformIsTheAffine() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 2, 1);
        float[] sform = {1, 0, 3, 4, 0, 5, 0, 6, -7, 0, 8, 9};
        b.putShort(254, (short) 1);
        for (int i = 0; i < sform.length; i++) {
            b.putFloat(280 + 4 * i, sform[i]);
        }
        assertThat(Volumes.info(save("a.nii", b)).geometry().affine())
                .isEqualTo(new Affine(
                        new WorldVector(1, 0, -7),
                        new WorldVector(0, 5, 0),
                        new WorldVector(3, 0, 8),
                        new WorldVector(4, 6, 9)));
    }

    @Test
    void aSformOfZerosDoesNotCount() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 2, 1);
        b.putShort(254, (short) 1);
        assertThat(Volumes.info(save("a.nii", b)).geometry().affine()).isEqualTo(Affine.of(0.5, 0.25, 2));
    }

    @Test
    void theQformTurnsAndMirrorsTheSpacing() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 2, 1);
        float half = (float) Math.sqrt(0.5);
        b.putShort(252, (short) 1).putFloat(76, -1).putFloat(264, half).putFloat(268, 10);
        // a quarter turn about z: x goes to y, y to -x; z mirrored
        Affine affine = Volumes.info(save("a.nii", b)).geometry().affine();
        assertThat(affine.x().y()).isCloseTo(0.5, within(1e-6));
        assertThat(affine.y().x()).isCloseTo(-0.25, within(1e-6));
        assertThat(affine.z().z()).isCloseTo(-2, within(1e-6));
        assertThat(affine.origin()).isEqualTo(new WorldVector(10, 0, 0));
    }

    @Test
    void aFlatSeriesHasItsTimesInTheFourthAxis() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 2, 1);
        b.putShort(40, (short) 4).putShort(46, (short) 1).putShort(48, (short) 2);
        Volume volume = Volumes.read(save("a.nii", b.put(358, (byte) 9)));
        assertThat(volume.size()).isEqualTo(new VolumeSize(3, 2, 1, 2));
        assertThat(volume.slice(Axis.T, 1, 0).get(0, 0, 0)).isEqualTo(9);
    }

    @Test
    void labelsAreWholeNumbers() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 16, 4);
        b.putFloat(352, 3);
        Path good = save("good.nii", b);
        assertThat(LabelVolumes.read(good).slice(Axis.Z, 0, 0).get(0, 0)).isEqualTo(3);
        b.putFloat(352, 0.5f);
        Path bad = save("bad.nii", b);
        assertThatThrownBy(() -> LabelVolumes.read(bad).slice(Axis.Z, 0, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("bad.nii")
                .hasMessageContaining("0.5, which is no label");
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        byte[] whole = file(ByteOrder.LITTLE_ENDIAN, 2, 1).array();
        for (int length : new int[] {4, 100, 350, whole.length - 1}) {
            Path file = folder.resolve("cut" + length + ".nii");
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Volumes.read(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("cut off");
        }
    }

    @Test
    void aFalseLengthIsRefusedBeforeMemoryIsGiven() throws IOException {
        ByteBuffer b = file(ByteOrder.LITTLE_ENDIAN, 64, 8);
        b.putShort(42, Short.MAX_VALUE).putShort(44, Short.MAX_VALUE).putShort(46, Short.MAX_VALUE);
        Path packed = save("huge.nii.gz", b);
        assertThatThrownBy(() -> Volumes.read(packed))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("GB of memory");
        Path plain = save("huge.nii", b);
        assertThatThrownBy(() -> Volumes.read(plain))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void whatIsNoNiftiIsRefused() throws IOException {
        ByteBuffer wrongMagic = file(ByteOrder.LITTLE_ENDIAN, 2, 1).put(345, (byte) 'i');
        ByteBuffer wrongType = file(ByteOrder.LITTLE_ENDIAN, 32, 1);
        ByteBuffer wrongAxes = file(ByteOrder.LITTLE_ENDIAN, 2, 1).putShort(40, (short) 77);
        ByteBuffer wrongLength = file(ByteOrder.LITTLE_ENDIAN, 2, 1).putShort(44, (short) -2);
        ByteBuffer wrongOffset = file(ByteOrder.LITTLE_ENDIAN, 2, 1).putFloat(108, Float.NaN);
        for (ByteBuffer b : new ByteBuffer[] {wrongMagic, wrongType, wrongAxes, wrongLength, wrongOffset}) {
            Path file = save("wrong.nii", b);
            assertThatThrownBy(() -> Volumes.read(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("wrong.nii");
        }
    }
}
