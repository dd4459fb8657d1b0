package org.samovar.nn.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Spacing;
import org.samovar.nn.PerAxis;

/** The expected stages are those of nnU-Net's own plans. */
class UNetConfigTest {
    private static final PerAxis ALL = PerAxis.cube(2);
    private static final PerAxis IN_PLANE = PerAxis.plane(2);

    private static List<PerAxis> strides(UNetConfig config) {
        return config.stages().stream().skip(1).map(UNetStage::stride).toList();
    }

    private static Spacing spacing(double xy, double z) {
        return new Spacing(xy, xy, z, "mm");
    }

    @Test
    void aVolumeWithEqualSpacingsIsHalvedAlongAllAxes() {
        UNetConfig hippocampus = UNetConfig.nnunet(1, 3, new PerAxis(40, 56, 40), spacing(1, 1));

        assertThat(strides(hippocampus)).containsExactly(ALL, ALL, ALL);
        assertThat(hippocampus.stages()).extracting(UNetStage::features).containsExactly(32, 64, 128, 256);
        assertThat(hippocampus.stages()).extracting(UNetStage::kernel).containsOnly(PerAxis.cube(3));
        assertThat(hippocampus.divisor()).isEqualTo(PerAxis.cube(8));
        assertThat(hippocampus.heads()).isEqualTo(2);
    }

    @Test
    void thickSlicesAreLeftAloneUntilTheOthersAreAsCoarse() {
        UNetConfig prostate = UNetConfig.nnunet(2, 3, new PerAxis(20, 320, 256), spacing(0.625, 3.6));

        assertThat(strides(prostate)).containsExactly(IN_PLANE, IN_PLANE, ALL, ALL, IN_PLANE, IN_PLANE);
        assertThat(prostate.stages()).extracting(UNetStage::features).containsExactly(32, 64, 128, 256, 320, 320, 320);
        PerAxis flat = PerAxis.plane(3);
        PerAxis full = PerAxis.cube(3);
        assertThat(prostate.stages())
                .extracting(UNetStage::kernel)
                .containsExactly(flat, flat, full, full, full, full, full);
    }

    @Test
    void oneAxisAloneIsHalvedOnlyWhereItIsLongEnough() {
        UNetConfig heart = UNetConfig.nnunet(1, 4, new PerAxis(20, 256, 224), spacing(1.5625, 5));

        assertThat(strides(heart)).containsExactly(IN_PLANE, ALL, ALL, IN_PLANE, IN_PLANE);
    }

    @Test
    void anImageHasKernelsWithinItsPlaneOnlyAndMayBeWider() {
        UNetConfig image = UNetConfig.nnunet(3, 2, new PerAxis(1, 256, 256), Spacing.PIXELS);

        assertThat(image.stages()).extracting(UNetStage::kernel).containsOnly(PerAxis.plane(3));
        assertThat(strides(image)).hasSize(6).containsOnly(IN_PLANE);
        assertThat(image.stages()).extracting(UNetStage::features).containsExactly(32, 64, 128, 256, 512, 512, 512);
    }

    @Test
    void aPatchThatIsTooSmallForTwoStagesIsRefused() {
        assertThatThrownBy(() -> UNetConfig.nnunet(1, 2, new PerAxis(4, 4, 4), Spacing.PIXELS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two stages");
    }
}
