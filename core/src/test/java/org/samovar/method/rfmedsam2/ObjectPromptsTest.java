package org.samovar.method.rfmedsam2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.samovar.model.PromptTensors;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class ObjectPromptsTest {
    private static final int SIDE = 8;
    /** Two slices: class 1 is on both, class 2 on the second alone. */
    private static final String[][] SLICES = {
        {
            "........", "........", "..111...", "..1.1...", "..111...", "........", "........", "........",
        },
        {
            "2.......", "........", "........", "........", "........", "........", "....22..", "......1.",
        }
    };

    /** Logits (1, 3, 2, 8, 8) whose largest are the classes drawn. */
    private static Tensor logits() {
        float[] values = new float[3 * 2 * SIDE * SIDE];
        for (int z = 0; z < 2; z++) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    char c = SLICES[z][y].charAt(x);
                    int k = c == '.' ? 0 : c - '0';
                    values[((k * 2 + z) * SIDE + y) * SIDE + x] = 5;
                }
            }
        }
        return Tensors.of(values, 1, 3, 2, SIDE, SIDE);
    }

    private static PromptTensors prompts(Prompts kind, int enlargement) {
        return new ObjectPrompts(kind, enlargement).of(logits(), Tensors.zeros(4, 1, SIDE, SIDE));
    }

    @Test
    void eachClassOnEachSliceHasItsTightBoxAndAnAbsentOneHasPadding() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            PromptTensors boxes = prompts(Prompts.BOXES, 1);
            assertThat(boxes.labels().orElseThrow().toFloats()).containsExactly(2, 3, -1, -1, 2, 3, 2, 3);
            float[] corners =
                    boxes.points().orElseThrow().check("Corners", 4, 2, 2).toFloats();
            assertThat(corners).startsWith(2, 2, 4, 4).endsWith(6, 7, 6, 7, 0, 0, 5, 6);
            assertThat(boxes.masks()).isEmpty();
            assertThat(prompts(Prompts.BOXES_AND_MASKS, 1).masks()).isPresent();
        }
    }

    @Test
    void onEnlargedSlicesABoxCoversItsEnlargedPixels() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            float[] corners = prompts(Prompts.BOXES, 4).points().orElseThrow().toFloats();
            assertThat(corners).startsWith(8, 8, 19, 19);
        }
    }

    @Test
    void aPointIsTheCentreOfTheMask() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            PromptTensors points = prompts(Prompts.POINTS, 1);
            assertThat(points.labels().orElseThrow().check("Labels", 4, 1).toFloats())
                    .containsExactly(1, -1, 1, 1);
            float[] centres = points.points().orElseThrow().toFloats();
            assertThat(centres).startsWith(3, 3).endsWith(6, 7, 3, 4);
            float[] enlarged = prompts(Prompts.POINTS, 2).points().orElseThrow().toFloats();
            assertThat(enlarged).startsWith(6.5f, 6.5f);
        }
    }

    @Test
    void masksTellHowMuchMoreLikelyThanNotEachClassIs() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            float[] odds = ObjectPrompts.logOdds(logits(), SIDE, SIDE).toFloats();
            float likely = 5 - (float) Math.log(2); // against two classes with a logit of 0
            float unlikely = -(float) Math.log(Math.exp(5) + 1);
            assertThat(odds).hasSize(4 * SIDE * SIDE);
            assertThat(odds[2 * SIDE + 2]).isEqualTo(likely, within(1e-3f)); // class 1 on the first slice
            assertThat(odds[0]).isEqualTo(unlikely, within(1e-3f));
            assertThat(odds[3 * SIDE * SIDE]).isEqualTo(likely, within(1e-3f)); // class 2 on the second one
        }
    }
}
