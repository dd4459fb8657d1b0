package org.samovar.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;

class MaskBoxesTest {
    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;

    private static float[] mask(int... pixels) {
        float[] out = new float[HEIGHT * WIDTH];
        Arrays.fill(out, -1);
        for (int pixel : pixels) {
            out[pixel] = 0.1f;
        }
        return out;
    }

    private static float[] box(float[] logits) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            return MaskBoxes.of(Tensors.of(logits, HEIGHT, WIDTH)).corners().toFloats();
        }
    }

    @Test
    void aBoxHoldsAllPixelsOfTheMask() {
        assertThat(box(mask(2 * WIDTH + 1, 4 * WIDTH + 3))).containsExactly(1, 2, 4, 5);
        assertThat(box(mask(0))).containsExactly(0, 0, 1, 1);
        assertThat(box(mask(HEIGHT * WIDTH - 1, WIDTH - 1))).containsExactly(6, 0, 7, 5);
    }

    @Test
    void eachMaskOfABatchHasItsOwnAndTellsWhetherItIsThere() {
        float[] all = Arrays.copyOf(mask(), 3 * HEIGHT * WIDTH);
        System.arraycopy(mask(WIDTH + 1), 0, all, HEIGHT * WIDTH, HEIGHT * WIDTH);
        System.arraycopy(mask(3), 0, all, 2 * HEIGHT * WIDTH, HEIGHT * WIDTH);
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            MaskBoxes boxes = MaskBoxes.of(Tensors.of(all, 3, 1, HEIGHT, WIDTH));

            assertThat(boxes.present().check("Presence", 3, 1, 1).toFloats()).containsExactly(0, 1, 1);
            assertThat(boxes.corners().check("Corners", 3, 1, 4).toFloats()).endsWith(1, 1, 2, 2, 3, 0, 4, 1);
        }
    }
}
