package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.samovar.image.Mask;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.train.loss.MaskLoss;

class StrayPromptsTest {
    private static final int GRID = 16;

    /** Object 3 takes the upper left quarter of the grid. */
    private static int[] ids() {
        int[] ids = new int[GRID * GRID];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i / GRID < 8 && i % GRID < 8 ? 3 : 0;
        }
        return ids;
    }

    private static float[] target() {
        float[] target = new float[GRID * GRID];
        int[] ids = ids();
        for (int i = 0; i < ids.length; i++) {
            target[i] = ids[i] == 0 ? 0 : 1;
        }
        return target;
    }

    /** One view with four prompts for the same object. */
    private static Batch batch(int[] ids) {
        float[] targets = new float[4 * GRID * GRID];
        for (int k = 0; k < 4; k++) {
            System.arraycopy(target(), 0, targets, k * GRID * GRID, GRID * GRID);
        }
        return new Batch(1, 4, 2 * GRID, new float[3 * 4 * GRID * GRID], targets, List.of(ids));
    }

    private static List<Mask> truth() {
        return PromptBatch.masks(batch(ids()).targets(), GRID, 0.5);
    }

    @Test
    void someOutlinesMoveAndTheOthersStay() {
        int moved = 0;
        for (int seed = 0; seed < 20; seed++) {
            List<Mask> meant = StrayPrompts.of(batch(ids()), truth(), new SplittableRandom(seed))
                    .insteadOf(truth());
            assertThat(meant).hasSize(4).allMatch(mask -> mask.area() >= 6);
            moved += (int)
                    meant.stream().filter(mask -> !mask.equals(truth().get(0))).count();
        }
        assertThat(moved).isBetween(20, 60);
    }

    @Test
    void viewsThatMayHoldObjectsWithoutALabelHaveNone() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(StrayPrompts.of(batch(new int[0]), truth(), new SplittableRandom(seed))
                            .isEmpty())
                    .isTrue();
        }
        assertThat(StrayPrompts.NONE.insteadOf(truth())).isEqualTo(truth());
    }

    @Test
    void anEstimateIsJudgedByTheObjectThatTheAnswerHits() {
        StrayPrompts strays = strays();
        // a stray prompt is answered by the left half, of which one half is the object
        float[] logits = answers(strays, i -> i % GRID < 8);
        assertThat(loss(strays, logits, estimates(strays, 0.5f))).isCloseTo(0, within(1e-4f));

        float[] sure = new float[4];
        Arrays.fill(sure, 1);
        long count = strays.insteadOf(truth()).stream()
                .filter(mask -> !mask.equals(truth().get(0)))
                .count();
        assertThat(loss(strays, logits, sure)).isCloseTo(0.25f * count / 4, within(1e-4f));
    }

    @Test
    void theMasksOfStrayPromptsAreNotJudged() {
        StrayPrompts strays = strays();
        float[] logits = answers(strays, i -> false);
        assertThat(loss(strays, logits, estimates(strays, 0))).isCloseTo(0, within(1e-4f));
    }

    private static boolean isStray(StrayPrompts strays, int prompt) {
        return !strays.insteadOf(truth()).get(prompt).equals(truth().get(prompt));
    }

    /** Logits that answer each stray prompt by a rule and each other by its object. */
    private static float[] answers(StrayPrompts strays, IntPredicate ofStray) {
        float[] logits = new float[4 * GRID * GRID];
        for (int k = 0; k < logits.length; k++) {
            int i = k % (GRID * GRID);
            boolean inside = isStray(strays, k / (GRID * GRID)) ? ofStray.test(i) : target()[i] == 1;
            logits[k] = inside ? 30 : -30;
        }
        return logits;
    }

    /** Estimates of the IoU: one for each stray prompt and 1 for the others. */
    private static float[] estimates(StrayPrompts strays, float ofStray) {
        float[] iou = new float[4];
        for (int p = 0; p < iou.length; p++) {
            iou[p] = isStray(strays, p) ? ofStray : 1;
        }
        return iou;
    }

    private static StrayPrompts strays() {
        StrayPrompts strays = StrayPrompts.of(batch(ids()), truth(), new SplittableRandom(1));
        assertThat(strays.isEmpty()).isFalse();
        return strays;
    }

    private static float loss(StrayPrompts strays, float[] logits, float[] iou) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            float[] targets = batch(ids()).targets();
            Tensor target = Tensors.of(targets, 4, 1, GRID, GRID);
            return strays.loss(MaskLoss.BALANCED, Tensors.of(logits, 4, 1, GRID, GRID), Tensors.of(iou, 4, 1), target)
                    .item();
        }
    }
}
