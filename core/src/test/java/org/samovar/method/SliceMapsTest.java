package org.samovar.method;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class SliceMapsTest {
    /** Volumes (2, 3, 4, 5, 6) whose values tell where they are. */
    private static float[] values() {
        float[] out = new float[2 * 3 * 4 * 5 * 6];
        for (int i = 0; i < out.length; i++) {
            out[i] = i;
        }
        return out;
    }

    @Test
    void theSlicesOfAVolumeFollowEachOtherAndTheVolumesAreOutermost() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor maps = SliceMaps.of(Tensors.of(values(), 2, 3, 4, 5, 6)).check("Maps", 8, 3, 5, 6);

            float[] plane = maps.select(0, 4 + 2).select(0, 1).toFloats(); // second volume, third slice, second channel
            for (int i = 0; i < plane.length; i++) {
                assertThat(plane[i]).isEqualTo(((1 * 3 + 1) * 4 + 2) * 30 + i);
            }
        }
    }

    @Test
    void joinedSlicesAreTheVolumesAgain() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor volumes = Tensors.of(values(), 2, 3, 4, 5, 6);
            Tensor again = SliceMaps.joined(SliceMaps.of(volumes), 4).check("Volumes", 2, 3, 4, 5, 6);

            assertThat(again.toFloats()).isEqualTo(volumes.toFloats());
        }
    }
}
