package org.samovar.bridge.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTest {
    @Test
    void bitsBehindTheBoxDoNotCount() {
        BitSet bits = new BitSet();
        bits.set(2, 100);
        assertThat(Runs.encode(bits, 5)).isEqualTo(new byte[] {2, 0, 0, 0, 3, 0, 0, 0});
        assertThat(Runs.encode(bits, 1)).isEqualTo(new byte[] {1, 0, 0, 0});
    }

    @Test
    void aRunThat32BitsDoNotHoldComesInPieces() throws Fault {
        long large = (1L << 33) + 5;
        byte[] runs = new Runs.Writer().out(3).in(large).out(large).in(0).toBytes();
        List<String> found = new ArrayList<>();
        long[] count = new long[1];
        Runs.decode(runs, 3 + 2 * large, (from, to) -> {
            found.add(from + "-" + to);
            count[0] += to - from;
        });
        assertThat(count[0]).isEqualTo(large);
        assertThat(found).startsWith("3-" + (3 + 0xffffffffL)).hasSize(3);
    }

    @Test
    void anEmptyBoxHasNoRuns() throws Fault {
        assertThat(Runs.encode(new boolean[0])).isEmpty();
        assertThat(Runs.decode(new byte[0], 0)).isEmpty();
    }

    @Test
    void whatDoesNotFillALargeBoxCostsNoMemory() {
        assertThatThrownBy(() -> Runs.decode(new byte[] {1, 0, 0, 0}, Integer.MAX_VALUE))
                .isInstanceOf(Fault.class);
    }

    @Test
    void aNegativeNumberOfVoxelsIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> new Runs.Writer().in(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
