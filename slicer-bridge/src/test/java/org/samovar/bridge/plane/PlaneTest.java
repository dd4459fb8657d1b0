package org.samovar.bridge.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;

class PlaneTest {
    private static final SeenVolume VOLUME =
            Seen.volume(10, 8, 6, new Spacing(1, 1, 2, "mm"), index -> 10 * (index % 10) + 20 * (index / 80));
    private static final VoxelVector RIGHT = new VoxelVector(1, 0, 0);
    private static final VoxelVector DOWN = new VoxelVector(0, 1, 0);

    private static ObliquePlane at(double i, double j, double k, VoxelVector right, VoxelVector down) {
        return new ObliquePlane(new VoxelVector(i, j, k), right, down, new Size(4, 3), 0);
    }

    @Test
    void betweenVoxelsIsTheMeanAndOutsideIsBlack() {
        RgbImage between = at(2.5, 0, 1.25, RIGHT, DOWN).in(VOLUME).image();
        assertThat(between.get(0, 0, 0)).isEqualTo(25 + 25);
        assertThat(between.get(1, 2, 0)).isEqualTo(35 + 25);
        RgbImage across = at(-2, 5.6, 3, RIGHT, DOWN).in(VOLUME).image();
        assertThat(across.get(0, 0, 0)).isZero();
        assertThat(across.get(1, 0, 0)).isZero();
        assertThat(across.get(2, 0, 0)).isEqualTo(60);
        assertThat(across.get(3, 2, 0)).isZero();
    }

    @Test
    void aPlaneThatIsNoneIsRefused() {
        assertThatThrownBy(() -> at(0, 0, 0, RIGHT, RIGHT)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> at(0, 0, Double.NaN, RIGHT, DOWN)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> at(0, 0, 50, RIGHT, DOWN).in(VOLUME))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("outside");
        assertThatThrownBy(() -> at(1e300, 0, 0, RIGHT, DOWN).in(VOLUME)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new ObliquePlane(RIGHT, RIGHT, DOWN, new Size(2000, 2000), 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("too large");
    }

    @Test
    void slicesAndPointsInTimeThatThereAreNotAreRefused() {
        assertThatThrownBy(() -> new AxisPlane(Axis.Z, 6, 0).in(VOLUME)).hasMessageContaining("no slice 6");
        assertThatThrownBy(() -> new AxisPlane(Axis.X, 10, 0).in(VOLUME)).hasMessageContaining("no slice 10");
        assertThatThrownBy(() -> new AxisPlane(Axis.Z, 0, 1).in(VOLUME)).hasMessageContaining("point in time 1");
    }

    @Test
    void stepsAreThoseOfTheWorld() {
        VoxelVector steep = new VoxelVector(0, 3, 2);
        Spacing steps = at(1, 1, 1, new VoxelVector(2, 0, 0), steep).in(VOLUME).steps();
        assertThat(steps.x()).isEqualTo(2);
        assertThat(steps.y()).isEqualTo(5);
    }
}
