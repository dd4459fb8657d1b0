package org.samovar.method.sam2sgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;
import org.samovar.memory.Fingerprint;
import org.samovar.method.sam2sgp.SliceBank.Entry;
import org.samovar.method.sam2sgp.SliceBank.Eviction;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;

class SliceBankPropertyTest {
    private Scope scope = Scope.shared();

    @BeforeTry
    void open() {
        scope = Scope.inference(Precision.FLOAT32);
    }

    @AfterTry
    void free() {
        scope.close();
    }

    /** At an angle, so that two are the more alike the nearer their angles are. */
    private static Entry slice(double angle) {
        float[] direction = {(float) Math.cos(angle), (float) Math.sin(angle)};
        return new Entry(Fingerprint.of(Tensors.of(direction, 1, 2, 1, 1)), Tensors.zeros(1, 1, 1, 1));
    }

    @Property(tries = 200)
    void whatLeavesIsLeastLikeTheNewSlice(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int capacity,
            @ForAll @IntRange(min = 1, max = 20) int slices) {
        Random random = new Random(seed);
        SliceBank bank = SliceBank.empty(capacity, Eviction.LEAST_SIMILAR);
        List<Entry> before = List.of();
        for (int i = 0; i < slices; i++) {
            Entry added = slice(random.nextInt(8) * 0.2);
            bank = bank.with(added);
            assertThat(bank.entries()).hasSize(Math.min(capacity, i + 1)).endsWith(added);
            List<Entry> gone = new ArrayList<>(before);
            gone.removeAll(bank.entries());
            assertThat(gone).hasSize(before.size() + 1 - bank.entries().size());
            for (Entry left : gone) {
                assertThat(before)
                        .allMatch(entry -> entry.image().similarity(added.image())
                                >= left.image().similarity(added.image()));
                // of equals the older one leaves
                assertThat(before.subList(0, before.indexOf(left)))
                        .noneMatch(entry -> entry.image().similarity(added.image())
                                <= left.image().similarity(added.image()));
            }
            before = bank.entries();
        }
        assertThat(bank.memories()).hasSize(bank.entries().size());
    }

    @Property(tries = 50)
    void aQueueKeepsTheNewest(
            @ForAll @IntRange(min = 1, max = 5) int capacity, @ForAll @IntRange(min = 1, max = 12) int slices) {
        SliceBank bank = SliceBank.empty(capacity, Eviction.OLDEST);
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            all.add(slice(i * 2.4));
            bank = bank.with(all.get(i));
        }
        assertThat(bank.entries()).isEqualTo(all.subList(Math.max(0, slices - capacity), slices));
    }

    @Test
    void aBankWithoutRoomRemembersNothing() {
        try (Scope own = Scope.inference(Precision.FLOAT32)) {
            assertThat(SliceBank.empty(0, Eviction.LEAST_SIMILAR).with(slice(0)).entries())
                    .isEmpty();
        }
        assertThatThrownBy(() -> SliceBank.empty(-1, Eviction.OLDEST)).isInstanceOf(IllegalArgumentException.class);
    }
}
