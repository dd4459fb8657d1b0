package org.samovar.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;
import org.samovar.model.ImageFeatures;
import org.samovar.model.PromptTensors;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.FrameStep;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Weights;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

class TrackerTest {
    private static final int SIDE = SmallVideoNetwork.SIDE;
    private static final int FRAMES = 5;

    private final Sam2 network = SmallVideoNetwork.create();
    private final Weights weights = Weights.initialise(network, 3);
    private final Scope scope = Scope.inference(Precision.FLOAT32);
    private final List<ImageFeatures> frames = new ArrayList<>();

    @BeforeEach
    void encode() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < FRAMES; i++) {
            float[] pixels = new float[3 * SIDE * SIDE];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (float) random.nextGaussian();
            }
            frames.add(network.encode(Tensors.of(pixels, 1, 3, SIDE, SIDE)));
        }
    }

    @AfterEach
    void free() {
        scope.close();
        weights.close();
    }

    private Tracker tracker() {
        return tracker(Corrections.PROMPTED);
    }

    private Tracker tracker(Corrections corrections) {
        return new Tracker(network.frameStep(), FRAMES, FifoPolicy.published(), corrections, MaskMemory.BINARY);
    }

    private static FramePrompt click(double x, double y) {
        return new FramePrompt.Hints(new PromptTensors(
                Optional.of(Tensors.of(new float[] {(float) x, (float) y}, 1, 1, 2)),
                Optional.of(Tensors.full(1, 1, 1)),
                Optional.empty(),
                Optional.empty()));
    }

    /** A square of the size of half the input in the top left corner. */
    private static FramePrompt mask() {
        float[] mask = new float[SIDE * SIDE];
        for (int y = 0; y < SIDE / 2; y++) {
            Arrays.fill(mask, y * SIDE, y * SIDE + SIDE / 2, 1);
        }
        return new FramePrompt.Given(Tensors.of(mask, 1, 1, SIDE, SIDE));
    }

    private void prompt(Tracker tracker, int object, int frame, FramePrompt prompt) {
        tracker.prompt(object, frame, frames.get(frame), prompt);
    }

    private Map<Integer, FrameResult> track(Tracker tracker, int frame, Direction direction) {
        return tracker.track(frame, frames.get(frame), direction);
    }

    @Test
    void severalObjectsInOneBatchAreWhatEachIsAlone() {
        try (Tracker together = tracker();
                Tracker first = tracker();
                Tracker second = tracker()) {
            prompt(together, 7, 0, click(10, 10));
            prompt(together, 8, 0, mask());
            prompt(first, 7, 0, click(10, 10));
            prompt(second, 8, 0, mask());
            for (int frame = 1; frame < FRAMES; frame++) {
                Map<Integer, FrameResult> both = track(together, frame, Direction.FORWARD);
                assertThat(both.keySet()).containsExactly(7, 8);
                assertSame(both.get(7), track(first, frame, Direction.FORWARD).get(7));
                assertSame(both.get(8), track(second, frame, Direction.FORWARD).get(8));
            }
        }
    }

    @Test
    void objectsThatWerePromptedOnDifferentFramesAreWhatEachIsAlone() {
        try (Tracker together = tracker();
                Tracker late = tracker()) {
            prompt(together, 1, 0, click(10, 10));
            prompt(together, 2, 2, mask());
            prompt(late, 2, 2, mask());
            assertThat(track(together, 1, Direction.FORWARD)).containsOnlyKeys(1, 2);
            track(late, 1, Direction.FORWARD);
            assertThat(track(together, 2, Direction.FORWARD)).containsOnlyKeys(1);
            assertSame(
                    track(together, 3, Direction.FORWARD).get(2),
                    track(late, 3, Direction.FORWARD).get(2));
        }
    }

    private static void assertSame(FrameResult actual, FrameResult expected) {
        assertClose(actual.logits(), expected.logits());
        assertClose(actual.pointer(), expected.pointer());
        assertClose(actual.memory(), expected.memory());
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        float[] a = actual.toFloats();
        float[] b = expected.toFloats();
        assertThat(a).hasSameSizeAs(b);
        for (int i = 0; i < a.length; i++) {
            assertThat(a[i]).isCloseTo(b[i], within(1e-4f * Math.max(1, Math.abs(b[i]))));
        }
    }

    @Test
    void removingAnObjectFreesItsMemoriesAndLeavesTheOthersAsTheyAre() {
        try (Tracker tracker = tracker()) {
            prompt(tracker, 1, 0, click(10, 10));
            MemoryBank one = tracker.bank(1);
            long before = Tensor.live();
            try (Scope inner = Scope.nested()) {
                prompt(tracker, 2, 0, mask());
                track(tracker, 1, Direction.FORWARD);
            }
            MemoryBank grown = tracker.bank(1);
            tracker.remove(2);
            assertThat(tracker.objects()).containsExactly(1);
            assertThat(tracker.bank(1)).isEqualTo(grown);
            assertThat(grown.entries()).containsAll(one.entries());
            assertThat(Tensor.live()).isEqualTo(before + 2); // the memory of frame 1: map and pointer
        }
    }

    @Test
    void closingFreesEverything() {
        long before = Tensor.live();
        try (Scope inner = Scope.nested();
                Tracker tracker = tracker()) {
            prompt(tracker, 1, 2, click(10, 10));
            track(tracker, 3, Direction.FORWARD);
            track(tracker, 1, Direction.BACKWARD);
            track(tracker, 3, Direction.FORWARD);
        }
        assertThat(Tensor.live()).isEqualTo(before);
    }

    @Test
    void aCorrectionUsesMemoryAndBecomesAFrameToGoOutFrom() {
        try (Tracker tracker = tracker()) {
            prompt(tracker, 1, 0, mask());
            track(tracker, 1, Direction.FORWARD);
            prompt(tracker, 1, 1, click(40, 40));
            assertThat(tracker.bank(1).prompted()).containsOnlyKeys(0, 1);
            assertThat(track(tracker, 1, Direction.FORWARD)).isEmpty();
            try (Tracker alone = tracker()) {
                FrameResult seenAlone = alone.prompt(1, 1, frames.get(1), click(40, 40));
                FrameResult corrected = tracker.prompt(1, 1, frames.get(1), click(40, 40));
                assertThat(corrected.candidates().iou().toFloats())
                        .isNotEqualTo(seenAlone.candidates().iou().toFloats());
            }
        }
    }

    @Test
    void asThePublishedPredictorDoesALaterPassGoesOverACorrection() {
        try (Tracker tracker = tracker(Corrections.TRACKED)) {
            prompt(tracker, 1, 0, mask());
            track(tracker, 1, Direction.FORWARD);
            prompt(tracker, 1, 1, click(40, 40));
            assertThat(tracker.bank(1).prompted()).containsOnlyKeys(0);
            assertThat(track(tracker, 1, Direction.FORWARD)).containsOnlyKeys(1);
        }
    }

    @Test
    void forgottenPromptsLeaveTheFrameToMemory() {
        try (Tracker tracker = tracker()) {
            prompt(tracker, 1, 0, mask());
            prompt(tracker, 1, 2, click(40, 40));
            assertThat(track(tracker, 2, Direction.FORWARD)).isEmpty();
            tracker.forgetPrompts(1, 2);
            assertThat(track(tracker, 2, Direction.FORWARD)).containsOnlyKeys(1);
            tracker.forgetPrompts(1, 0);
            assertThat(track(tracker, 3, Direction.FORWARD)).isEmpty();
        }
    }

    @Test
    void aGivenMaskIsTheMaskAndAnEmptyOneIsAnAbsentObject() {
        try (Tracker tracker = tracker()) {
            FrameResult square = tracker.prompt(1, 0, frames.get(0), mask());
            assertThat(square.logits().shape()).containsExactly(1, 1, SIDE / 4, SIDE / 4);
            assertThat(square.logits().toFloats()[0]).isCloseTo(10, within(1e-4f));
            assertThat(square.logits().toFloats()[SIDE / 4 - 1]).isCloseTo(-10, within(1e-4f));
            assertThat(square.objectScore().item()).isEqualTo(10);
            FramePrompt nothing = new FramePrompt.Given(Tensors.zeros(1, 1, SIDE, SIDE));
            FrameResult empty = tracker.prompt(2, 0, frames.get(0), nothing);
            assertThat(empty.objectScore().item()).isEqualTo(-10);
            assertThat(empty.pointer().toFloats())
                    .isEqualTo(weights.tensors().get("no_obj_ptr").toFloats());
        }
    }

    @Test
    void anAnswerThatIsNoNumberIsRefusedAndNotRemembered() {
        ImageFeatures broken = network.encode(Tensors.full(Double.NaN, 1, 3, SIDE, SIDE));
        try (Tracker tracker = tracker()) {
            assertThatThrownBy(() -> tracker.prompt(1, 0, broken, click(5, 5)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("not a number");
            assertThat(tracker.objects()).isEmpty();
            prompt(tracker, 1, 0, click(5, 5));
            tracker.track(1, broken, Direction.FORWARD);
            assertThat(tracker.bank(1).tracked()).isEmpty();
            track(tracker, 2, Direction.FORWARD);
            assertThat(tracker.bank(1).tracked()).containsOnlyKeys(2);
        }
    }

    @Test
    void aFrameNeedsAPromptOrAMemory() {
        FrameStep step = network.frameStep();
        assertThatThrownBy(() -> step.run(frames.get(0), new FramePrompt.None(), List.of(), MaskMemory.SOFT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBoxNearbyIsAHintOfWhereTheObjectIs() {
        try (Tracker hinted = tracker();
                Tracker alone = tracker()) {
            prompt(hinted, 1, 0, click(10, 10));
            prompt(alone, 1, 0, click(10, 10));
            FramePrompt nearby = new FramePrompt.Nearby(new PromptTensors(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Tensors.of(new float[] {5, 5, 30, 40}, 1, 4)),
                    Optional.empty()));
            FrameResult found =
                    hinted.track(1, frames.get(1), Direction.FORWARD, nearby).get(1);
            FrameResult without = track(alone, 1, Direction.FORWARD).get(1);
            assertThat(found.candidates().iou().toFloats()).hasSize(1);
            assertThat(found.iou().item()).isNotEqualTo(without.iou().item());
            assertThat(hinted.bank(1).tracked()).containsOnlyKeys(1);
        }
    }

    @Test
    void promptsAreNoHints() {
        try (Tracker tracker = tracker()) {
            prompt(tracker, 1, 0, click(10, 10));
            assertThatThrownBy(() -> tracker.track(1, frames.get(1), Direction.FORWARD, click(10, 10)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
