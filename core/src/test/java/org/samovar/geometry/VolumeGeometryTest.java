package org.samovar.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VolumeGeometryTest {
    private static final WorldVector ORIGIN = new WorldVector(10, 20, 30);

    @Test
    void anAffineTakesVoxelsToTheirPlaces() {
        // x runs forwards, y to the left, z upwards
        Affine affine =
                new Affine(new WorldVector(0, 0.5, 0), new WorldVector(-0.25, 0, 0), new WorldVector(0, 0, 2), ORIGIN);

        assertThat(affine.apply(0, 0, 0)).isEqualTo(ORIGIN);
        assertThat(affine.apply(2, 4, 1)).isEqualTo(new WorldVector(9, 21, 32));
    }

    @Test
    void theSpacingIsTheLengthOfTheSteps() {
        Affine affine =
                new Affine(new WorldVector(3, 4, 0), new WorldVector(-8, 6, 0), new WorldVector(0, 0, -2), ORIGIN);

        assertThat(VolumeGeometry.of(affine, "mm").spacing()).isEqualTo(new Spacing(5, 10, 2, "mm"));
    }

    @Test
    void theSpacingOfASliceFollowsItsColumnsAndRows() {
        VolumeGeometry geometry = VolumeGeometry.of(new Spacing(1, 2, 3, "µm"));

        assertThat(geometry.spacing(Axis.X)).isEqualTo(new Spacing(2, 3, 1, "µm"));
        assertThat(geometry.spacing(Axis.Y)).isEqualTo(new Spacing(1, 3, 2, "µm"));
        assertThat(geometry.spacing(Axis.Z)).isEqualTo(new Spacing(1, 2, 3, "µm"));
        assertThat(geometry.spacing(Axis.T)).isEqualTo(new Spacing(1, 2, 1, "µm"));
    }

    @Test
    void axesThatLieInAPlaneAreRefused() {
        WorldVector x = new WorldVector(1, 0, 0);
        WorldVector y = new WorldVector(0, 1, 0);

        assertThatThrownBy(() -> new Affine(x, y, x.plus(y), ORIGIN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("do not span a space");
        assertThatThrownBy(() -> Affine.of(1, 1, 0)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new WorldVector(0, Double.NaN, 0)).isInstanceOf(UserError.class);
    }

    @Test
    void aVolumeNamesItsSlicesAlongEachAxis() {
        VolumeSize size = new VolumeSize(5, 4, 3, 2);

        assertThat(size.slice(Axis.X)).isEqualTo(new Size(4, 3));
        assertThat(size.slice(Axis.Y)).isEqualTo(new Size(5, 3));
        assertThat(size.slice(Axis.Z)).isEqualTo(new Size(5, 4));
        assertThat(size.slice(Axis.T)).isEqualTo(new Size(5, 4));
        assertThat(size.count(Axis.X)).isEqualTo(5);
        assertThat(size.count(Axis.T)).isEqualTo(2);
        assertThat(size.voxels()).isEqualTo(120);
        assertThat(size).hasToString("5 x 4 x 3 x 2");
    }

    @Test
    void aFlatTimeSeriesIsLookedThroughInTime() {
        assertThat(new VolumeSize(5, 4, 1, 9).stackAxis()).isEqualTo(Axis.T);
        assertThat(new VolumeSize(5, 4, 3, 9).stackAxis()).isEqualTo(Axis.Z);
        assertThat(new VolumeSize(5, 4, 1, 1).stackAxis()).isEqualTo(Axis.Z);
    }

    @Test
    void volumesWithoutVoxelsOrWithSlicesBeyondAnyArrayAreRefused() {
        assertThatThrownBy(() -> new VolumeSize(5, 0, 1, 1)).hasMessageContaining("5 x 0 x 1 voxels is empty");
        assertThatThrownBy(() -> new VolumeSize(70_000, 2, 70_000, 1)).hasMessageContaining("too large");
    }
}
