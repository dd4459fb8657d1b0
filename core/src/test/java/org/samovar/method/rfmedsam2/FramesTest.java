package org.samovar.method.rfmedsam2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samovar.memory.Direction;
import org.samovar.memory.MemoryBank;
import org.samovar.memory.MemoryEntry;
import org.samovar.memory.Moment;
import org.samovar.memory.TemporalPolicy;
import org.samovar.model.sam2.Recollection;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class FramesTest {
    private static final int DEPTH = 12;

    @Test
    void thePapersPositionsAreThoseOfTheTemporalPolicyWhereEverySliceIsPrompted() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            for (int slice = 0; slice < DEPTH; slice++) {
                MemoryBank bank = MemoryBank.empty();
                TemporalPolicy policy = TemporalPolicy.published();
                for (int i = 0; i <= slice; i++) {
                    bank = policy.admit(bank, entry(i));
                }
                Recollection expected = policy.recall(bank, new Moment(slice, DEPTH, Direction.FORWARD))
                        .orElseThrow();
                List<Frames.Seen> seen = Frames.PRECEDING.seen(slice, DEPTH);
                assertThat(seen.stream().map(Frames.Seen::slot))
                        .containsExactlyElementsOf(expected.memories().stream()
                                .map(Recollection.Memory::slot)
                                .toList());
                assertThat(seen.stream().map(s -> (float) s.slice()))
                        .containsExactlyElementsOf(expected.memories().stream()
                                .map(memory -> memory.features().toFloats()[0])
                                .toList());
                assertThat(expected.pointers().stream().map(Recollection.Pointer::distance))
                        .startsWith(seen.stream().map(Frames.Seen::distance).toArray(Double[]::new));
            }
        }
    }

    /** What is remembered of a slice has its number everywhere. */
    private static MemoryEntry entry(int slice) {
        Tensor number = Tensors.full(slice, 1, 1, 1, 1);
        return new MemoryEntry(slice, MemoryEntry.Origin.PROMPTED, number, Tensors.full(slice, 1, 1), 1, 1);
    }

    @Test
    void inSam2EverySliceHasThePositionOfPromptedFrames() {
        List<Frames.Seen> seen = Frames.PROMPTED.seen(3, DEPTH);
        assertThat(seen.stream().map(Frames.Seen::slice))
                .containsExactlyElementsOf(IntStream.range(0, DEPTH).boxed().toList());
        assertThat(seen).allMatch(s -> s.slot() == Recollection.PROMPTED);
        assertThat(seen.get(0).distance()).isPositive();
        assertThat(seen.get(5).distance()).isNegative();
    }

    @Test
    void bothSidesAreSeenFromTheMiddleAndOneFromTheEnds() {
        assertThat(slices(Frames.BOTH_SIDES, 5)).containsExactly(5, 4, 6, 3, 7, 2, 8);
        assertThat(slices(Frames.BOTH_SIDES, 0)).containsExactly(0, 1, 2, 3);
        assertThat(slices(Frames.BOTH_SIDES_WIDE, 11)).containsExactly(11, 10, 9, 8, 7, 6, 5);
        assertThat(slices(Frames.BOTH_SIDES_WIDE, 6)).hasSize(12);
    }

    private static List<Integer> slices(Frames frames, int slice) {
        return frames.seen(slice, DEPTH).stream().map(Frames.Seen::slice).toList();
    }
}
