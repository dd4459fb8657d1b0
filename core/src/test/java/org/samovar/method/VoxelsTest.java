package org.samovar.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;

class VoxelsTest {
    private static Volume volume(float... values) {
        List<Image> slices = IntStream.range(0, values.length / 4)
                .mapToObj(z -> Image.gray(2, 2, java.util.Arrays.copyOfRange(values, 4 * z, 4 * z + 4)))
                .toList();
        return Volume.ofSlices(slices, Axis.Z, VolumeGeometry.of(Spacing.PIXELS));
    }

    @Test
    void zScoresAreOverAllSlices() {
        Voxels voxels = Voxels.of(volume(0, 0, 0, 0, 4, 4, 4, 4), 0, 1, Intensities.Z_SCORE);
        assertThat(voxels.depth()).isEqualTo(2);
        assertThat(voxels.values()).containsExactly(-1, -1, -1, -1, 1, 1, 1, 1);
    }

    @Test
    void valuesThatAreNoNumbersBecomeTheMean() {
        Voxels voxels = Voxels.of(volume(1, 3, Float.NaN, Float.POSITIVE_INFINITY), 0, 1, Intensities.Z_SCORE);
        assertThat(voxels.values()).containsExactly(-1, 1, 0, 0);
    }

    @Test
    void aConstantVolumeIsZero() {
        assertThat(Voxels.of(volume(7, 7, 7, 7), 0, 1, Intensities.Z_SCORE).values())
                .containsOnly(0);
        assertThat(Voxels.of(volume(7, 7, 7, 7), 0, 1, Intensities.UNIT).values())
                .containsOnly(0);
    }

    @Test
    void bytesAreDividedAndOtherValuesStretched() {
        Image bytes = Image.gray(2, 1, new byte[] {0, (byte) 51});
        assertThat(Voxels.of(bytes, 1, Intensities.UNIT).values()).containsExactly(0, 0.2f);
        Voxels stretched = Voxels.of(volume(-1, 0, 1, 3), 0, 1, Intensities.UNIT);
        assertThat(stretched.values()[0]).isZero();
        assertThat(stretched.values()[1]).isCloseTo(0.25f, within(0.02f));
        assertThat(stretched.values()[3]).isEqualTo(1);
    }

    @Test
    void grayIsRepeatedAndColoursBecomeGray() {
        Image gray = Image.gray(2, 1, new byte[] {0, (byte) 255});
        assertThat(Voxels.of(gray, 3, Intensities.UNIT).values()).containsExactly(0, 1, 0, 1, 0, 1);
        Image colour = Image.rgb(1, 1, new byte[] {(byte) 255, 0, (byte) 255});
        assertThat(Voxels.of(colour, 1, Intensities.UNIT).values()[0]).isCloseTo(0.413f, within(1e-4f));
    }

    @Test
    void otherChannelsThanTheSystemWantsAreRefused() {
        Image two = Image.planar(1, 1, 2, SampleType.FLOAT, Channels.INTENSITY, new float[2]);
        assertThatThrownBy(() -> Voxels.of(two, 1, Intensities.UNIT))
                .isInstanceOf(UserError.class)
                .hasMessage("It has 2 channels, where the system wants 1.");
    }

    @Test
    void aWindowIsZeroBeyondTheVoxels() {
        Voxels voxels = new Voxels(1, 1, 2, 2, new float[] {1, 2, 3, 4});
        PatchShape patch = new PatchShape(1, 1, 2, 3);
        assertThat(voxels.window(0, 0, 0, patch)).containsExactly(1, 2, 0, 3, 4, 0);
        assertThat(voxels.window(0, -1, -2, patch)).containsExactly(0, 0, 0, 0, 0, 1);
        assertThat(voxels.window(1, 0, 0, patch)).containsOnly(0);
        assertThat(voxels.window(0, 0, 2, patch)).containsOnly(0);
    }

    @Test
    void eachModalityIsCutAlike() {
        Voxels voxels = new Voxels(2, 2, 1, 2, new float[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(voxels.window(1, 0, 1, new PatchShape(2, 1, 1, 1))).containsExactly(4, 8);
    }

    @Test
    void slicesAreResizedOneByOne() {
        Voxels voxels = new Voxels(1, 2, 1, 2, new float[] {0, 2, 4, 8});
        assertThat(voxels.resized(1, 1).values()).containsExactly(1, 6);
        assertThat(voxels.resized(1, 2)).isSameAs(voxels);
    }

    @Test
    void slabsOfAVolumeAreWhatTheWholeIs() {
        Volume volume = volume(1, 2, 3, 4, 10, 20, 30, 40, 7, 7, 7, 9);
        for (Intensities intensities : Intensities.values()) {
            Voxels whole = Voxels.of(volume, 0, 3, intensities);
            Slabs slabs = Voxels.slabs(volume, 0, 3, intensities);
            assertThat(slabs.depth()).isEqualTo(3);
            assertThat(slabs.slab(1, 3).values()).isEqualTo(whole.slab(1, 3).values());
            assertThat(whole.slab(1, 3).modalities()).isEqualTo(3);
            assertThat(whole.slab(1, 2).values()[4]).isEqualTo(whole.values()[12 + 4]); // second modality, second slice
        }
    }
}
