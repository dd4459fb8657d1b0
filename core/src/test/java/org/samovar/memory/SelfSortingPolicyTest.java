package org.samovar.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samovar.memory.MemoryEntry.Origin;
import org.samovar.model.sam2.Recollection;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;

class SelfSortingPolicyTest {
    private static final SelfSortingPolicy PAPER = SelfSortingPolicy.published().withCapacity(3);

    private final Scope scope = Scope.inference(Precision.FLOAT32);

    @AfterEach
    void free() {
        scope.close();
    }

    private static Fingerprint fingerprint(float... values) {
        return Fingerprint.of(Tensors.of(values, 1, values.length, 1, 1));
    }

    private static MemoryEntry entry(int frame, Origin origin, double score, double iou, float... features) {
        Likeness likeness = new Likeness(fingerprint(features), fingerprint(features));
        return new MemoryEntry(
                frame,
                origin,
                Tensors.full(frame, 1, 1, 1, 1),
                Tensors.full(frame, 1, 1),
                score,
                iou,
                Optional.of(likeness));
    }

    private static MemoryEntry tracked(int frame, float... features) {
        return entry(frame, Origin.TRACKED, 1, 0.9, features);
    }

    private static MemoryEntry prompted(int frame, float... features) {
        return entry(frame, Origin.PROMPTED, 1, 1, features);
    }

    private static MemoryBank fill(SelfSortingPolicy policy, MemoryEntry... entries) {
        MemoryBank bank = MemoryBank.empty();
        for (MemoryEntry entry : entries) {
            bank = policy.admit(bank, entry);
        }
        return bank;
    }

    private static Moment moment(int frame, float... image) {
        return new Moment(frame, Integer.MAX_VALUE, Direction.FORWARD, Optional.of(fingerprint(image)));
    }

    @Test
    void moreThanTheCapacityDependsOnTheOrderAsThePaperDropsOneAtATime() {
        MemoryEntry first = prompted(0, 1, 0);
        MemoryEntry[] rest = {tracked(1, -2, -2), tracked(2, -2, 0), tracked(3, -1, 0), tracked(4, 0, 2)};
        MemoryBank one = fill(PAPER, first, rest[3], rest[2], rest[0], rest[1]);
        MemoryBank other = fill(PAPER, first, rest[3], rest[2], rest[1], rest[0]);
        assertThat(one.tracked()).containsOnlyKeys(1, 4);
        assertThat(other.tracked()).containsOnlyKeys(1, 2);
    }

    @Test
    void oneMemoryIsSeenOnceHoweverOftenItWasDrawn() {
        MemoryBank bank = fill(PAPER, prompted(0, 1, 0));
        Recollection seen = PAPER.recall(bank, moment(5, 1, 1)).orElseThrow();
        assertThat(seen.memories()).hasSize(1);
        assertThat(seen.memories().get(0).slot()).isEqualTo(Recollection.PROMPTED);
    }

    @Test
    void ofEqualMemoriesTheOlderOnesStay() {
        MemoryBank bank = fill(PAPER, prompted(0, 1, 0), tracked(1, 1, 0), tracked(2, 1, 0), tracked(3, 1, 0));
        assertThat(bank.tracked()).containsOnlyKeys(1, 2);
    }

    @Test
    void aFrameWithoutTheObjectIsNoExampleOfIt() {
        MemoryEntry absent = entry(1, Origin.TRACKED, -3, 0.99, 0, 1);
        assertThat(fill(PAPER, prompted(0, 1, 0), absent).size()).isOne();
        assertThat(fill(PAPER.with(OptionalDouble.empty()), prompted(0, 1, 0), absent)
                        .size())
                .isEqualTo(2);
    }

    @Test
    void promptsAreTheLastToGo() {
        MemoryBank bank = fill(
                PAPER, tracked(0, 1, 0, 0), tracked(1, 0, 1, 0), prompted(2, 0.9f, 0.1f, 0), prompted(3, 1, 0.1f, 0));
        assertThat(bank.prompted()).containsOnlyKeys(2, 3);
        assertThat(bank.tracked()).containsOnlyKeys(1);
        MemoryBank full = fill(PAPER, prompted(0, 1, 0), prompted(1, 0, 1), prompted(2, 1, 1), prompted(3, 1, -1));
        assertThat(full.size()).isEqualTo(3);
        assertThat(PAPER.admit(full, tracked(4, -1, 0)).tracked()).isEmpty();
    }

    @Test
    void whatIsNoNumberIsNotRememberedAndAnImageOfThatKindIsLikeAllOthers() {
        MemoryBank bank = fill(
                PAPER,
                prompted(0, 1, 0),
                entry(1, Origin.TRACKED, Double.NaN, 0.9, 0, 1),
                entry(2, Origin.TRACKED, 1, Double.NaN, 0, 1),
                tracked(3, Float.NaN, 1),
                tracked(4, Float.POSITIVE_INFINITY, 1));
        assertThat(bank.entries()).hasSize(1);
        MemoryBank two = PAPER.admit(bank, tracked(5, 0, 1));
        assertThat(PAPER.withCapacity(50).drawn(two, moment(6, Float.NaN, 0)))
                .hasSize(50)
                .contains(two.of(0).orElseThrow(), two.of(5).orElseThrow());
    }

    @Test
    void aMapOfZerosIsLikeNothing() {
        Fingerprint zero = fingerprint(0, 0);
        assertThat(zero.similarity(fingerprint(1, 0))).isZero();
        assertThat(zero.similarity(zero)).isZero();
        assertThat(PAPER.recall(fill(PAPER, prompted(0, 0, 0), tracked(1, 0, 0)), moment(2, 0, 0)))
                .isPresent();
    }

    @Test
    void largeMapsAreAveragedBeforeTheyAreCompared() {
        float[] map = new float[2 * 32 * 32];
        for (int i = 0; i < map.length; i++) {
            map[i] = i % 2 == 0 ? 3 : 1; // 2 in each cell of four by four
        }
        Fingerprint fine = Fingerprint.of(Tensors.of(map, 1, 2, 32, 32));
        Fingerprint level = Fingerprint.of(Tensors.full(1, 1, 2, 8, 8));
        assertThat(fine.similarity(level)).isCloseTo(1, within(1e-6));
    }

    @Test
    void theReleasedCodeKnowsNoTimeAndNoPointers() {
        SelfSortingPolicy released = SelfSortingPolicy.released();
        MemoryBank bank = fill(released, prompted(0, 1, 0), tracked(1, 0, 1), tracked(2, 1, 1));
        Recollection seen = released.recall(bank, moment(3, 1, 0)).orElseThrow();
        assertThat(seen.pointers()).isEmpty();
        assertThat(seen.memories()).hasSize(4).allMatch(m -> m.slot() == Recollection.UNPLACED);
    }

    @Test
    void withoutAPromptThereIsNothingToFollow() {
        assertThat(PAPER.recall(MemoryBank.empty(), moment(0, 1, 0))).isEmpty();
        assertThat(PAPER.recall(fill(PAPER, tracked(0, 1, 0)), moment(1, 1, 0))).isEmpty();
    }

    @Test
    void aBankOfNothingIsRefused() {
        assertThatThrownBy(() -> PAPER.withCapacity(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachRowOfTheAblationAddsOneThing() {
        assertThat(SelfSortingPolicy.ablation())
                .startsWith(SelfSortingPolicy.base())
                .endsWith(SelfSortingPolicy.published())
                .doesNotHaveDuplicates()
                .hasSize(4);
    }
}
