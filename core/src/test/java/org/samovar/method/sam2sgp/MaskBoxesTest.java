package org.samovar.method.sam2sgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;

class MaskBoxesTest {
    private static final int SIDE = 6;

    private static float[] mask(int... pixels) {
        float[] out = new float[SIDE * SIDE];
        Arrays.fill(out, -1);
        for (int pixel : pixels) {
            out[pixel] = 0.1f;
        }
        return out;
    }

    private static float[] box(float[] logits) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            return MaskBoxes.of(Tensors.of(logits, 1, 1, SIDE, SIDE)).toFloats();
        }
    }

    @Test
    void aBoxHoldsAllPixelsOfTheMask() {
        assertThat(box(mask(2 * SIDE + 1, 4 * SIDE + 3))).containsExactly(1, 2, 4, 5);
        assertThat(box(mask(0))).containsExactly(0, 0, 1, 1);
        assertThat(box(mask(SIDE * SIDE - 1, SIDE - 1))).containsExactly(5, 0, 6, 6);
    }

    @Test
    void anEmptyMaskHasTheWholeImageForABox() {
        assertThat(box(mask())).containsExactly(0, 0, SIDE, SIDE);
    }

    @Test
    void eachMaskOfABatchHasItsOwn() {
        float[] both = Arrays.copyOf(mask(), 2 * SIDE * SIDE);
        System.arraycopy(mask(7), 0, both, SIDE * SIDE, SIDE * SIDE);
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            assertThat(MaskBoxes.of(Tensors.of(both, 2, 1, SIDE, SIDE)).toFloats())
                    .containsExactly(0, 0, SIDE, SIDE, 1, 1, 2, 2);
        }
    }
}
