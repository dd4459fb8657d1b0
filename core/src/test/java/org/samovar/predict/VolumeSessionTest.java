package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samovar.geometry.Box;
import org.samovar.geometry.Fit;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Weights;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

/** By memory, with a network of random weights: masks mean nothing, but which slices they depend on does. */
class VolumeSessionTest {
    private static final int COUNT = 12;
    private static final PromptSet BOX = PromptSet.of(new BoxPrompt(new Box(10, 12, 30, 32)));
    private static final PromptSet CLICK = PromptSet.of(PointPrompt.positive(20, 20));

    private final Sam2 network = SmallVideoNetwork.create();
    private final SliceSequence slices = Stacks.moving(COUNT);
    private long tensors;
    private Weights weights;

    @BeforeEach
    void initialise() {
        weights = SmallVideoNetwork.alwaysPresent(network, 3);
        tensors = Tensor.live();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Tensor.live()).isEqualTo(tensors);
        weights.close();
    }

    /** The two ways to look at a slice. */
    enum View {
        WHOLE(SessionSettings.published()),
        WINDOWS(SessionSettings.nano());

        private final VolumeSettings settings;

        View(SessionSettings image) {
            settings = VolumeSettings.published().with(image).inTime();
        }
    }

    private VolumeSession open(View view) {
        return VolumeSession.open(network, slices, view.settings);
    }

    private static List<Integer> propagate(VolumeSession session) {
        return propagate(session, new SliceRange(0, COUNT - 1));
    }

    /** The slices that were found, in order. */
    private static List<Integer> propagate(VolumeSession session, SliceRange range) {
        List<Integer> visited = new ArrayList<>();
        session.propagate(range, (slice, found) -> visited.add(slice), Progress.NONE);
        return visited;
    }

    private static Map<Integer, RunLengthMask> masks(VolumeSession session, int object) {
        Map<Integer, RunLengthMask> masks = new TreeMap<>();
        for (int slice = 0; slice < COUNT; slice++) {
            int at = slice;
            session.mask(object, slice).ifPresent(mask -> masks.put(at, mask));
        }
        return masks;
    }

    @ParameterizedTest
    @EnumSource
    void anObjectIsFollowedUpwardsThenDownwards(View view) {
        try (VolumeSession session = open(view)) {
            session.prompt(1, 4, BOX);
            assertThat(propagate(session)).containsExactly(5, 6, 7, 8, 9, 10, 11, 3, 2, 1, 0);
            assertThat(masks(session, 1)).hasSize(COUNT);
            assertThat(masks(session, 1).values())
                    .allSatisfy(mask -> assertThat(mask.isEmpty()).isFalse());
            assertThat(masks(session, 1).values().stream().distinct()).hasSizeGreaterThan(COUNT / 2);
            assertThat(propagate(session)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectionChangesOnlyWhatLiesBetweenItsPromptedNeighbours(View view) {
        try (VolumeSession session = open(view)) {
            session.prompt(1, 2, BOX);
            session.prompt(1, 6, BOX);
            propagate(session);
            Map<Integer, RunLengthMask> before = masks(session, 1);
            session.prompt(1, 9, CLICK);
            assertThat(propagate(session)).containsExactly(7, 10, 11, 8);
            Map<Integer, RunLengthMask> after = masks(session, 1);
            assertThat(after).hasSize(COUNT);
            IntStream.rangeClosed(0, 6)
                    .forEach(slice -> assertThat(after.get(slice)).isSameAs(before.get(slice)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledRunKeepsWhatIsDoneAndALaterOneGoesOn(View view) {
        Map<Integer, RunLengthMask> whole;
        try (VolumeSession session = open(view)) {
            session.prompt(1, 4, BOX);
            propagate(session);
            whole = masks(session, 1);
        }
        try (VolumeSession session = open(view)) {
            session.prompt(1, 4, BOX);
            List<Integer> first = new ArrayList<>();
            assertThatThrownBy(() -> session.propagate(
                            SliceRange.all(slices), (slice, found) -> first.add(slice), cancelledAfter(first, 3)))
                    .isInstanceOf(CancellationException.class);
            assertThat(first).containsExactly(5, 6, 7);
            assertThat(masks(session, 1)).containsOnlyKeys(4, 5, 6, 7);
            assertThat(propagate(session)).containsExactly(8, 9, 10, 11, 3, 2, 1, 0);
            assertThat(masks(session, 1)).isEqualTo(whole);
        }
    }

    private static Progress cancelledAfter(List<Integer> seen, int slices) {
        return new Progress() {
            @Override
            public void report(long done, long total, String what) {}

            @Override
            public boolean isCancelled() {
                return seen.size() >= slices;
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void severalObjectsAreWhatEachIsAloneAndRemovingOneChangesNothingForTheOther(View view) {
        Map<Integer, RunLengthMask> alone;
        try (VolumeSession session = open(view)) {
            session.prompt(7, 5, CLICK);
            propagate(session);
            alone = masks(session, 7);
        }
        try (VolumeSession session = open(view)) {
            session.prompt(7, 5, CLICK);
            session.prompt(3, 8, BOX);
            List<Map<Integer, Candidate>> found = new ArrayList<>();
            session.propagate(SliceRange.all(slices), (slice, all) -> found.add(all), Progress.NONE);
            assertThat(found).anySatisfy(all -> assertThat(all).containsOnlyKeys(3, 7));
            assertThat(session.objects()).containsExactly(7, 3);
            masks(session, 7).forEach((slice, mask) -> assertThat(mask.iou(alone.get(slice)))
                    .as("slice %d", slice)
                    .isGreaterThan(0.99)); // a batch may differ in the last bits
            session.remove(3);
            assertThat(session.objects()).containsExactly(7);
            assertThat(masks(session, 3)).isEmpty();
            assertThat(propagate(session)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRangeIsExtendedLaterWithoutChangingWhatIsDone(View view) {
        try (VolumeSession session = open(view)) {
            session.prompt(1, 4, BOX);
            assertThat(propagate(session, new SliceRange(3, 6))).containsExactly(5, 6, 3);
            Map<Integer, RunLengthMask> before = masks(session, 1);
            assertThat(propagate(session)).containsExactly(7, 8, 9, 10, 11, 2, 1, 0);
            assertThat(masks(session, 1)).containsAllEntriesOf(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takingPromptsBackLeavesTheirSliceToTheOthers(View view) {
        try (VolumeSession session = open(view)) {
            session.prompt(1, 2, BOX);
            session.prompt(1, 8, CLICK);
            propagate(session);
            session.forgetPrompts(1, 8);
            assertThat(session.prompted(1)).containsExactly(2);
            assertThat(propagate(session)).containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11);
            session.forgetPrompts(1, 2);
            assertThat(session.objects()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMaskIsTakenAsItIs(View view) {
        try (VolumeSession session = open(view)) {
            Mask mask = Stacks.square(4);
            Candidates candidates = session.prompt(1, 4, PromptSet.of(new MaskPrompt(mask)));
            assertThat(candidates.chosen().mask()).isEqualTo(mask);
            session.give(2, 4, Mask.empty(slices.size()));
            assertThat(session.mask(1, 4)).contains(RunLengthMask.of(mask));
            assertThat(session.mask(2, 4))
                    .hasValueSatisfying(m -> assertThat(m.isEmpty()).isTrue());
            assertThat(propagate(session)).hasSize(COUNT - 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void askingAgainWithTheOlderPromptsIsUndo(View view) {
        try (VolumeSession session = open(view)) {
            PromptSet more = BOX.with(PointPrompt.negative(40, 40));
            float[] first = session.prompt(1, 4, BOX).chosen().logits().values();
            float[] second = session.prompt(1, 4, more).chosen().logits().values();
            assertThat(second).isNotEqualTo(first);
            assertThat(session.prompt(1, 4, BOX).chosen().logits().values()).isEqualTo(first);
            assertThat(session.prompt(1, 4, more).chosen().logits().values()).isEqualTo(second);
        }
    }

    @ParameterizedTest
    @EnumSource
    void soItIsOnASliceWhereTheObjectWasFollowed(View view) {
        correctAndUndo(view);
        doubtEverything(); // so that in windows there is no mask to be corrected
        correctAndUndo(view);
    }

    private void correctAndUndo(View view) {
        try (VolumeSession session = open(view)) {
            session.prompt(1, 4, BOX);
            propagate(session);
            PromptSet more = CLICK.with(PointPrompt.negative(25, 25));
            float[] first = session.prompt(1, 7, CLICK).chosen().logits().values();
            float[] second = session.prompt(1, 7, more).chosen().logits().values();
            assertThat(second).isNotEqualTo(first);
            assertThat(session.prompt(1, 7, CLICK).chosen().logits().values()).isEqualTo(first);
            propagate(session);
            assertThat(session.prompt(1, 7, more).chosen().logits().values()).isEqualTo(second);
        }
    }

    @Test
    void inWindowsAMaskThatTheNetworkDoubtsIsTheObjectsEndButNotBetweenPrompts() {
        doubtEverything();
        try (VolumeSession session = open(View.WINDOWS)) {
            session.give(1, 4, Stacks.square(4));
            session.give(1, 8, Stacks.square(8));
            propagate(session);
            masks(session, 1)
                    .forEach((slice, mask) ->
                            assertThat(mask.isEmpty()).as("slice %d", slice).isEqualTo(slice < 4 || slice > 8));
        }
    }

    @Test
    void inWindowsClicksWhereTheObjectWasFollowedAreAnsweredFromMemory() {
        doubtEverything(); // so that there is no mask to be corrected
        Mask square = Pictures.rectangle(64, 48, 10, 10, 34, 34);
        Mask frame = square.minus(Pictures.rectangle(64, 48, 12, 12, 32, 32));
        Candidate ofSquare = clicked(square, VolumeSessionTest::propagate);
        Candidate ofFrame = clicked(frame, VolumeSessionTest::propagate);
        assertThat(ofFrame.window()).isEqualTo(ofSquare.window());
        assertThat(ofFrame.logits().values()).isNotEqualTo(ofSquare.logits().values());
    }

    @Test
    void clicksWhereTheObjectWasNotFollowedAreAnsweredOnTheSliceAlone() {
        Candidate one = clicked(Pictures.rectangle(64, 48, 10, 10, 34, 34), session -> {});
        Candidate other = clicked(Pictures.rectangle(64, 48, 8, 4, 40, 36), session -> {});
        assertThat(one.logits().values()).isEqualTo(other.logits().values());
    }

    /** What a click gives on a slice after a mask on another one. */
    private Candidate clicked(Mask mask, Consumer<VolumeSession> before) {
        try (VolumeSession session = open(View.WINDOWS)) {
            session.give(1, 4, mask);
            before.accept(session);
            return session.prompt(1, 7, CLICK).chosen();
        }
    }

    private void doubtEverything() {
        weights.close();
        weights = SmallVideoNetwork.alwaysPresentAndDoubted(network, 3);
    }

    @Test
    void anObjectIsNotLookedForAfterAFewSlicesWithoutIt() {
        VolumeSettings settings = VolumeSettings.published().withPatience(2);
        seeNothing();
        try (VolumeSession session = VolumeSession.open(network, slices, settings)) {
            session.give(1, 4, Stacks.square(4));
            session.give(1, 11, Stacks.square(11));
            assertThat(propagate(session)).containsExactly(5, 6, 10, 9, 3, 2);
            assertThat(masks(session, 1)).hasSize(COUNT);
            assertThat(session.mask(1, 0)).map(RunLengthMask::isEmpty).contains(true);
            assertThat(propagate(session)).isEmpty();
            session.prompt(1, 2, BOX);
            assertThat(propagate(session)).containsExactly(3, 1, 0);
        }
    }

    private void seeNothing() {
        weights.close();
        weights = Weights.fill(
                network, (key, p) -> Tensors.full(key.contains("pred_obj_score_head") ? -1 : 0, p.shape()));
    }

    @Test
    @Timeout(20)
    void slicesAreEncodedAheadAndClosingStopsIt() throws InterruptedException {
        SliceSequence many = Stacks.moving(COUNT);
        ColourNetwork counting = new ColourNetwork(64, Fit.STRETCH);
        SessionSettings image = SessionSettings.published().withZoom(Zoom.NEVER);
        VolumeSettings settings = VolumeSettings.suitedTo(counting, image);
        try (VolumeSession session = VolumeSession.open(counting, many, settings)) {
            session.encodeAhead(5);
            while (counting.encoded() < COUNT) {
                Thread.sleep(5);
            }
            session.prompt(1, 0, BOX);
            session.prepare(11);
            assertThat(counting.encoded()).isEqualTo(COUNT);
        }
        try (VolumeSession session = VolumeSession.open(counting, Stacks.moving(500), settings)) {
            session.encodeAhead(0);
        }
        int encoded = counting.encoded();
        Thread.sleep(20);
        assertThat(counting.encoded()).isEqualTo(encoded).isLessThan(COUNT + 500);
    }

    @Test
    void whereObjectsOverlapTheLaterOneHasTheVoxel() {
        try (VolumeSession session = open(View.WHOLE)) {
            session.give(5, 0, Pictures.rectangle(64, 48, 0, 0, 10, 10));
            session.give(2, 0, Pictures.rectangle(64, 48, 5, 5, 15, 15));
            LabelMap labels = session.labels().get(0);
            assertThat(labels.areas()).isEqualTo(Map.of(2, 100, 5, 75));
            assertThat(labels.get(7, 7)).isEqualTo(2);
            assertThat(session.labels(1).ids()).isEmpty();
        }
    }

    @Test
    void oneSliceIsSegmentedAndThereIsNothingToFollow() {
        SliceSequence one = Stacks.moving(1);
        try (VolumeSession session = VolumeSession.open(network, one, VolumeSettings.published())) {
            session.prompt(1, 0, BOX);
            session.propagate(SliceRange.all(one), SliceListener.NONE, Progress.NONE);
            assertThat(session.mask(1, 0)).isPresent();
        }
    }

    @Test
    void whatDoesNotFitIsRefusedInPlainWords() {
        try (VolumeSession session = open(View.WHOLE)) {
            assertThatThrownBy(() -> propagate(session))
                    .isInstanceOf(UserError.class)
                    .hasMessage("There is no object to follow.");
            assertThatThrownBy(() -> session.prompt(1, COUNT, BOX))
                    .isInstanceOf(UserError.class)
                    .hasMessage("There is no slice 12: there are 12, counted from 0.");
            assertThatThrownBy(() -> session.prompt(1, 0, PromptSet.of(PointPrompt.positive(64, 3))))
                    .isInstanceOf(UserError.class)
                    .hasMessage("The point 64,3 lies outside the image of 64 x 48 pixels.");
            assertThatThrownBy(() -> session.prompt(1, 0, PromptSet.none())).isInstanceOf(UserError.class);
            assertThatThrownBy(
                            () -> session.give(1, 0, Mask.empty(new Size(3, 3)).inverse()))
                    .isInstanceOf(UserError.class)
                    .hasMessage("The mask has 3 x 3 pixels, but the image has 64 x 48.");
            assertThat(session.objects()).isEmpty();
        }
    }
}
