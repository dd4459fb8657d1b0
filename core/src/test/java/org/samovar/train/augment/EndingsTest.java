package org.samovar.train.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private static long share(int object, List<Integer> ids, int ending) {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, 1000)
                .filter(i -> Endings.choose(ids, id -> id == ending, random) == object)
                .count();
    }

    @Test
    void anObjectThatEndsComesMoreOftenThanItsShare() {
        assertThat(share(3, List.of(1, 2, 3, 4), 3)).isBetween(510L, 590L); // 0.4 + 0.6 * 1/4
        assertThat(share(1, List.of(1, 2, 3, 4), 3)).isBetween(115L, 185L);
    }

    @Test
    void whereNoneEndsAllComeAlike() {
        assertThat(share(1, List.of(1, 2), 9)).isBetween(440L, 560L);
    }
}
