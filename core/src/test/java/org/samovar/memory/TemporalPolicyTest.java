package org.samovar.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samovar.memory.MemoryEntry.Origin;
import org.samovar.model.sam2.Recollection;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;

class TemporalPolicyTest {
    private static final TemporalPolicy POLICY = TemporalPolicy.published();

    private final Scope scope = Scope.inference(Precision.FLOAT32);

    @AfterEach
    void free() {
        scope.close();
    }

    private static MemoryEntry entry(int frame, Origin origin) {
        return new MemoryEntry(frame, origin, Tensors.full(frame, 1, 1, 1, 1), Tensors.full(frame, 1, 1), 1, 0.5);
    }

    /** Prompted frames 1 and 4, tracked ones up to 9. */
    private static MemoryBank bank() {
        MemoryBank bank = MemoryBank.empty();
        for (int frame = 0; frame < 10; frame++) {
            bank = POLICY.admit(bank, entry(frame, frame == 1 || frame == 4 ? Origin.PROMPTED : Origin.TRACKED));
        }
        return bank;
    }

    private static Map<Integer, Integer> slots(Recollection seen) {
        Map<Integer, Integer> slots = new LinkedHashMap<>();
        seen.memories().forEach(m -> slots.put((int) m.features().item(), m.slot()));
        return slots;
    }

    @Test
    void aFrameHasThePositionOfItsTrueDistanceWhetherPromptedOrNot() {
        // the example of the paper's appendix: with a prompt on 4, frame 3 is 3 away from 6, not 2
        Recollection seen =
                POLICY.recall(bank(), new Moment(6, 50, Direction.FORWARD)).orElseThrow();
        assertThat(slots(seen)).isEqualTo(Map.of(5, 0, 4, 1, 3, 2, 2, 3, 1, 4, 0, 5));
    }

    @Test
    void noMoreThanSixFramesAreSeenAndAPromptFurtherAwayIsNot() {
        Recollection seen =
                POLICY.recall(bank(), new Moment(10, 50, Direction.FORWARD)).orElseThrow();
        assertThat(slots(seen)).containsOnlyKeys(9, 8, 7, 6, 5, 4);
        assertThat(POLICY.recall(bank(), new Moment(40, 50, Direction.FORWARD))).isEmpty();
    }

    @Test
    void onTheWayBackTheFramesBehindAreTheOnesBefore() {
        Recollection seen =
                POLICY.recall(bank(), new Moment(2, 50, Direction.BACKWARD)).orElseThrow();
        assertThat(slots(seen))
                .containsEntry(3, 0)
                .containsEntry(4, 1)
                .containsEntry(8, 5)
                .doesNotContainKey(1);
    }

    @Test
    void positionNoughtIsThatOfTheFrameItself() {
        Recollection seen =
                POLICY.recall(bank(), new Moment(4, 50, Direction.FORWARD)).orElseThrow();
        assertThat(slots(seen)).containsEntry(4, Recollection.PROMPTED);
        assertThat(slots(seen).values().stream().filter(slot -> slot == Recollection.PROMPTED))
                .hasSize(1);
        assertThat(seen.pointers().get(0).distance()).isZero();
    }

    @Test
    void distancesOfPointersAreTrueOnes() {
        Recollection seen =
                POLICY.recall(bank(), new Moment(10, 50, Direction.FORWARD)).orElseThrow();
        assertThat(seen.pointers()).hasSize(10).allSatisfy(pointer -> assertThat(pointer.distance() * 15)
                .isEqualTo(10 - pointer.features().item()));
    }

    @Test
    void aReachThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> new TemporalPolicy(7, 16)).isInstanceOf(IllegalArgumentException.class);
    }
}
