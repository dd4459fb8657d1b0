package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.LabelVolume;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.testing.Shared;

/** Real volumes of the data sets; shapes, spacings and sums are those that nibabel finds. */
class SharedVolumesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "head, head, 181, 217, 181, 1, 1, mm, UINT8, 317151210",
        "hippocampus, hippocampus_001, 35, 51, 35, 1, 1, mm, UINT8, 3968524",
        "lesion_ct, CT_Lesion_000001_02_01_008-023, 512, 512, 16, 0.314453, 5, mm, UINT8, 182998967",
        "laptrack, nuclei_fluo, 200, 200, 6, 1, 1, pixel, UINT8, 14030524",
        "nuclei3d, img3d, 57, 61, 31, 1, 1, pixel, INTEGER, 21342435",
        "plant_cells, ovule_cells, 128, 128, 32, 0.15, 0.235, µm, UINT8, 62957120",
        "totalsegmentator, ct, 122, 101, 112, 3, 3, mm, INTEGER, -496851173"
    })
    void shapesSpacingsAndValuesAreRight(
            String set,
            String id,
            int width,
            int height,
            int depth,
            double x,
            double z,
            String unit,
            SampleType type,
            long sum) {
        Volume volume = Volumes.read(Shared.require("data", set, "images", id + ".nii.gz"));

        assertThat(volume.size()).isEqualTo(new VolumeSize(width, height, depth, 1));
        Spacing spacing = volume.geometry().spacing();
        assertThat(spacing.x()).isCloseTo(x, within(1e-6));
        assertThat(spacing.z()).isCloseTo(z, within(1e-6));
        assertThat(spacing.unit()).isEqualTo(unit);
        assertThat(volume.info().type()).isEqualTo(type);
        assertThat(sum(volume)).isEqualTo(sum);
    }

    private static long sum(Volume volume) {
        double sum = 0;
        for (int z = 0; z < volume.size().depth(); z++) {
            for (double value : volume.voxels().read(volume.size().slice(Axis.Z).region(), z, 0, 0)) {
                sum += value;
            }
        }
        return (long) sum;
    }

    @Test
    void aMirroredCtIsPlacedAsItIs() {
        VolumeInfo info =
                Volumes.info(Shared.require("data", "lesion_ct", "images", "CT_Lesion_000001_02_01_008-023.nii.gz"));

        WorldVector x = info.geometry().affine().x();
        assertThat(x.x()).isZero();
        assertThat(x.y()).isCloseTo(-0.314453, within(1e-6));
        assertThat(info.geometry().affine().z()).isEqualTo(new WorldVector(0, 0, -5));
    }

    @ParameterizedTest
    @CsvSource({"ct.nii", "ct.nii.gz", "ct.nrrd", "ct.nhdr", "ct.tif", "ct.ome.tif", "ct.mha", "ct.mhd", "ct.zarr"})
    void aRealCtIsTheSameInEveryFormat(String name) {
        Volume volume = Volumes.read(Shared.require("data", "totalsegmentator", "images", "ct_sm.nii.gz"));
        Volumes.write(volume, folder.resolve(name));

        Volume back = Volumes.read(folder.resolve(name));

        assertThat(back.info().type()).isEqualTo(SampleType.INTEGER);
        assertThat(back.geometry().spacing()).isEqualTo(new Spacing(3, 3, 3, "mm"));
        for (Axis axis : new Axis[] {Axis.X, Axis.Y, Axis.Z}) {
            int middle = volume.size().count(axis) / 2;
            assertThat(back.slice(axis, middle, 0).planes())
                    .containsExactly(volume.slice(axis, middle, 0).planes());
        }
    }

    @Test
    void realLabelsHaveTheIdsOfTheirClasses() {
        LabelVolume labels =
                LabelVolumes.read(Shared.require("data", "hippocampus", "labels", "hippocampus_001.nii.gz"));

        assertThat(labels.size()).isEqualTo(new VolumeSize(35, 51, 35, 1));
        assertThat(labels.ids()).containsExactly(1, 2);
    }
}
