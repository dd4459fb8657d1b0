package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;

class VolumeTest {
    private static final VolumeSize SIZE = new VolumeSize(4, 3, 2, 3);

    private static double value(int x, int y, int z, int t, int c) {
        return x + 10 * y + 100 * z + 1000 * t + 10_000 * c;
    }

    private static double[] read(Region window, int z, int t, int c) {
        double[] out = new double[window.size().pixels()];
        for (int i = 0; i < out.length; i++) {
            out[i] = value(window.x() + i % window.width(), window.y() + i / window.width(), z, t, c);
        }
        return out;
    }

    private static Volume volume() {
        VolumeInfo info = new VolumeInfo(SIZE, 2, SampleType.FLOAT, Channels.INTENSITY, VolumeGeometry.PIXELS);
        return Volume.of(info, VolumeTest::read);
    }

    @Test
    void slicesAreCutAlongEveryAxis() {
        Volume volume = volume();
        for (int c = 0; c < 2; c++) {
            assertThat(volume.slice(Axis.X, 3, 2).get(1, 0, c)).isEqualTo((float) value(3, 1, 0, 2, c));
            assertThat(volume.slice(Axis.Y, 2, 1).get(3, 1, c)).isEqualTo((float) value(3, 2, 1, 1, c));
            assertThat(volume.slice(Axis.Z, 1, 0).get(3, 2, c)).isEqualTo((float) value(3, 2, 1, 0, c));
            assertThat(volume.slice(Axis.T, 2, 1).get(0, 1, c)).isEqualTo((float) value(0, 1, 1, 2, c));
        }
        for (Axis axis : Axis.values()) {
            assertThat(volume.slice(axis, 0, 0).size()).isEqualTo(SIZE.slice(axis));
        }
    }

    @Test
    void slicesAlongAnyAxisMakeTheVolumeAgain() {
        for (Axis axis : Axis.values()) {
            Volume joined = Volume.ofSlices(volume().slices(axis, 1), axis, VolumeGeometry.PIXELS);
            assertThat(joined.size().count(axis)).isEqualTo(SIZE.count(axis));
            for (int i = 0; i < SIZE.count(axis); i++) {
                assertThat(joined.slice(axis, i, 0).planes())
                        .containsExactly(volume().slice(axis, i, 1).planes());
            }
        }
        // cut along x, looked at along z
        Volume joined = Volume.ofSlices(volume().slices(Axis.X, 1), Axis.X, VolumeGeometry.PIXELS);
        assertThat(joined.slice(Axis.Z, 1, 0).planes())
                .containsExactly(volume().slice(Axis.Z, 1, 1).planes());
    }

    @Test
    void onlyTheSlicesThatAreTakenAreRead() {
        AtomicInteger reads = new AtomicInteger();
        VolumeInfo info = new VolumeInfo(
                new VolumeSize(1000, 1000, 100_000, 1), 1, SampleType.UINT8, Channels.INTENSITY, VolumeGeometry.PIXELS);
        List<Image> slices = Volume.of(info, (window, z, t, c) -> {
                    reads.incrementAndGet();
                    return new double[window.size().pixels()];
                })
                .slices(Axis.Z, 0);

        assertThat(slices).hasSize(100_000);
        assertThat(reads).hasValue(0);
        assertThat(slices.get(99_999).get(999, 999, 0)).isZero();
        assertThat(reads).hasValue(1);
    }

    @Test
    void anImgLib2ImageReadsEachPlaneOnce() {
        AtomicInteger reads = new AtomicInteger();
        Volume volume = Volume.of(volume().info(), (window, z, t, c) -> {
            reads.incrementAndGet();
            return read(window, z, t, c);
        });

        RandomAccessibleInterval<FloatType> pixels = volume.pixels();

        assertThat(pixels.dimensionsAsLongArray()).containsExactly(4, 3, 2, 2, 3);
        assertThat(reads).hasValue(0);
        for (int x = 0; x < 4; x++) {
            assertThat(pixels.getAt(x, 2, 1, 1, 2).get()).isEqualTo((float) value(x, 2, 1, 2, 1));
        }
        assertThat(reads).hasValue(1);
        assertThat(pixels.getAt(3, 1, 0, 1, 0).get()).isEqualTo((float) value(3, 1, 1, 0, 0));
    }

    @Test
    void slicesThatDifferMakeNoVolume() {
        Image small = Image.gray(2, 2, new float[4]);
        Image large = Image.gray(3, 2, new float[6]);
        Image bytes = Image.gray(2, 2, new byte[4]);

        assertThatThrownBy(() -> Volume.ofSlices(List.of(small, large), Axis.Z, VolumeGeometry.PIXELS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Volume.ofSlices(List.of(small, bytes), Axis.Z, VolumeGeometry.PIXELS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> volume().slice(Axis.Z, 2, 0)).hasMessageContaining("slice 2 of 2");
        assertThatThrownBy(() -> volume().slice(Axis.X, 0, 3)).hasMessageContaining("frame 3 of 3");
    }

    @Test
    void labelsComeBackFromSlicesOfEveryAxis() {
        for (Axis axis : Axis.values()) {
            List<LabelMap> slices = new ArrayList<>();
            for (int i = 0; i < SIZE.count(axis); i++) {
                int[] ids = new int[SIZE.slice(axis).pixels()];
                for (int k = 0; k < ids.length; k++) {
                    ids[k] = 100 * i + k;
                }
                slices.add(
                        LabelMap.of(SIZE.slice(axis).width(), SIZE.slice(axis).height(), ids));
            }
            LabelVolume labels = LabelVolume.ofSlices(slices, axis, VolumeGeometry.PIXELS);
            assertThat(labels.slices(axis, 0)).isEqualTo(slices);
        }
    }

    @Test
    void theIdsOfAllSlicesAndTimesAreFound() {
        VolumeInfo info = new VolumeInfo(SIZE, 1, SampleType.UINT16, Channels.INTENSITY, VolumeGeometry.PIXELS);
        Volume volume = Volume.of(info, (window, z, t, c) -> {
            double[] out = new double[window.size().pixels()];
            out[0] = z == 1 && t == 2 ? 70_000 : 4;
            return out;
        });

        assertThat(LabelVolume.of(volume, "ids").ids()).containsExactly(4, 70_000);
    }

    @Test
    void valuesThatAreNoIdsAreRefusedWithTheirName() {
        for (double bad : new double[] {-1, 0.5, Double.NaN, 3e9}) {
            VolumeInfo info = new VolumeInfo(
                    new VolumeSize(1, 1, 3, 1), 1, SampleType.FLOAT, Channels.INTENSITY, VolumeGeometry.PIXELS);
            Volume volume = Volume.of(info, (window, z, t, c) -> new double[] {z == 2 ? bad : 1});
            LabelVolume labels = LabelVolume.of(volume, "cells.nii");
            assertThat(labels.slice(Axis.Z, 0, 0).get(0, 0)).isEqualTo(1);
            assertThatThrownBy(() -> labels.slice(Axis.Z, 2, 0))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("cells.nii")
                    .hasMessageContaining("slice 2 holds " + bad);
        }
        assertThatThrownBy(() -> LabelVolume.of(volume(), "two.tif")).hasMessageContaining("2 channels");
    }
}
