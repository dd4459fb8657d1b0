package org.samovar.method.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.nn.Weights;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class UNetSystemTest {
    private static UNetSystemConfig config(PatchShape patch, int classes) {
        return UNetSystemConfig.of(patch, classes, Intensities.Z_SCORE, UNetOptions.laptop(1));
    }

    @Test
    void theProbabilitiesOfAVoxelAddUpToOne() {
        UNetSystem system = new UNetSystem(config(new PatchShape(2, 8, 16, 16), 3));
        long before = Tensor.live();
        try (Weights weights = Weights.initialise(system.layer(), 1);
                Scope scope = Scope.inference(Precision.BFLOAT16)) {
            Tensor p = system.probabilities(Tensors.full(0.5, 1, 2, 8, 16, 16)).check("p", 1, 3, 8, 16, 16);
            for (float sum : Ops.sum(p, Ops.Axes.DROPPED, 1).toFloats()) {
                assertThat(sum).isCloseTo(1, within(1e-5f));
            }
        }
        assertThat(Tensor.live()).isEqualTo(before);
    }

    @Test
    void aPatchGrowsToMultiplesOfTheStrides() {
        UNetSystemConfig config =
                UNetSystemConfig.of(new PatchShape(1, 1, 250, 200), 2, Intensities.Z_SCORE, UNetOptions.images());

        assertThat(config.patch()).isEqualTo(new PatchShape(1, 1, 256, 224));
        assertThat(config.intensities()).isEqualTo(Intensities.Z_SCORE);
    }

    @Test
    void aPatchThatDoesNotFitTheNetworkIsRefused() {
        UNetSystemConfig config = config(new PatchShape(1, 8, 16, 16), 2);

        assertThatThrownBy(() -> new UNetSystemConfig(new PatchShape(1, 9, 16, 16), Intensities.UNIT, config.network()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
