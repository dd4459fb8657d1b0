package org.samovar.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;
import org.samovar.memory.MemoryEntry.Origin;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;

class MemoryBankTest {
    private static final FifoPolicy FIFO = FifoPolicy.published();

    private final Scope scope = Scope.inference(Precision.FLOAT32);

    @AfterEach
    void free() {
        scope.close();
    }

    private static MemoryEntry entry(int frame, Origin origin, double score) {
        return new MemoryEntry(frame, origin, Tensors.zeros(1, 1, 1, 1), Tensors.zeros(1, 1), score, 0.5);
    }

    @Test
    void aBankIsNotChangedByWhatIsMadeOfIt() {
        MemoryBank one = MemoryBank.empty().with(entry(3, Origin.PROMPTED, 1));
        one.with(entry(4, Origin.TRACKED, 1));
        one.without(3);
        assertThat(one.size()).isOne();
        assertThat(MemoryBank.empty().size()).isZero();
        assertThatThrownBy(() -> one.prompted().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatABankWasMadeOfMayChangeAfterwards() {
        TreeMap<Integer, MemoryEntry> prompted = new TreeMap<>();
        MemoryBank bank = new MemoryBank(prompted, new TreeMap<>());
        prompted.put(1, entry(1, Origin.PROMPTED, 1));
        assertThat(bank.size()).isZero();
    }

    @Test
    void aFrameHasOneMemoryWhateverItsOrigin() {
        MemoryEntry prompted = entry(3, Origin.PROMPTED, 1);
        MemoryBank bank = MemoryBank.empty().with(entry(3, Origin.TRACKED, 1)).with(prompted);
        assertThat(bank.entries()).containsExactly(prompted);
    }

    @Test
    void oneMemoryIsEnoughToFollow() {
        MemoryBank bank = FIFO.admit(MemoryBank.empty(), entry(5, Origin.PROMPTED, 1));
        assertThat(FIFO.recall(bank, new Moment(40, 50, Direction.FORWARD)))
                .hasValueSatisfying(seen -> assertThat(seen.memories()).hasSize(1));
    }

    @Test
    void aPointerOfAFrameToComeIsNotRecalled() {
        MemoryBank bank = FIFO.admit(MemoryBank.empty(), entry(5, Origin.PROMPTED, 1));
        assertThat(FIFO.recall(bank, new Moment(2, 50, Direction.FORWARD)))
                .hasValueSatisfying(seen -> assertThat(seen.pointers()).isEmpty());
        assertThat(FIFO.recall(bank, new Moment(2, 50, Direction.BACKWARD)))
                .hasValueSatisfying(seen -> assertThat(seen.pointers()).hasSize(1));
    }

    @Test
    void withoutAPromptedFrameThereIsNothingToFollow() {
        MemoryBank bank = FIFO.admit(MemoryBank.empty(), entry(5, Origin.TRACKED, 1));
        assertThat(FIFO.recall(bank, new Moment(6, 50, Direction.FORWARD))).isEmpty();
    }

    @Test
    void aScoreThatIsNoNumberIsNotRemembered() {
        MemoryBank bank = FIFO.admit(MemoryBank.empty(), entry(5, Origin.PROMPTED, 1));
        assertThat(FIFO.admit(bank, entry(6, Origin.TRACKED, Double.NaN))).isEqualTo(bank);
    }

    @Test
    void aSequenceOfOneFrameHasNoDistances() {
        MemoryBank bank = FIFO.admit(MemoryBank.empty(), entry(0, Origin.PROMPTED, 1));
        assertThat(FIFO.recall(bank, new Moment(0, 1, Direction.FORWARD)))
                .hasValueSatisfying(
                        seen -> assertThat(seen.pointers().get(0).distance()).isZero());
    }

    @Test
    void aFrameOutsideOfTheSequenceIsNamed() {
        assertThatThrownBy(() -> new Moment(6, 6, Direction.FORWARD))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no frame 6");
    }

    @Test
    void aBankThatHoldsNothingIsRefused() {
        assertThatThrownBy(() -> new FifoPolicy(0, 16, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FifoPolicy(7, 16, 8)).isInstanceOf(IllegalArgumentException.class);
    }
}
