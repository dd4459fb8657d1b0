package org.samovar.bridge.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RunsPropertyTest {
    @Property(tries = 2000)
    void everyMaskComesBack(
            @ForAll @IntRange(min = 1, max = 300) int voxels,
            @ForAll @IntRange(min = 1, max = 40) int steadiness,
            @ForAll long seed)
            throws Fault {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] mask = new boolean[voxels];
        BitSet bits = new BitSet();
        Runs.Writer writer = new Runs.Writer();
        for (int i = 0; i < voxels; i++) {
            boolean same = i > 0 && random.nextInt(steadiness) > 0;
            mask[i] = same ? mask[i - 1] : random.nextBoolean();
            bits.set(i, mask[i]);
            if (mask[i]) {
                writer.in(1);
            } else {
                writer.out(1);
            }
        }
        byte[] runs = Runs.encode(mask);
        assertThat(writer.toBytes()).isEqualTo(runs).hasSize(writer.size());
        assertThat(Runs.encode(bits, voxels)).isEqualTo(runs);
        assertThat(Runs.decode(runs, voxels)).isEqualTo(mask);
        assertThat(Runs.decodeBits(runs, voxels)).isEqualTo(bits);
        assertThatThrownBy(() -> Runs.decode(runs, voxels + 1)).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> Runs.decode(runs, voxels - 1)).isInstanceOf(Fault.class);
    }
}
