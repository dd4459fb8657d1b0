package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SelectionPropertyTest {
    @Property
    void itFindsWhatSortingFinds(
            @ForAll @Size(min = 1, max = 300) float[] values, @ForAll @IntRange(min = 0, max = 299) int index) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = index % values.length;
        assertThat(Selection.at(values, rank) == sorted[rank]).isTrue();
        Arrays.sort(values);
        assertThat(values).isEqualTo(sorted);
    }

    @Property(tries = 20)
    void equalValuesAreNoTrouble(@ForAll @IntRange(min = 1, max = 100_000) int count) {
        float[] values = new float[count];
        Arrays.fill(values, 0, count / 2, -1024);
        assertThat(Selection.at(values, count / 3)).isEqualTo(count / 2 > count / 3 ? -1024 : 0);
    }
}
