package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RemainingTimeTest {
    @Test
    void whatIsLeftTakesAsLongForEachStepAsWhatIsDone() {
        assertThat(RemainingTime.of(1, 3, Duration.ofSeconds(4).toNanos())).isEqualTo("8 s left");
        assertThat(RemainingTime.of(10, 30, Duration.ofSeconds(100).toNanos())).isEqualTo("3 min left");
        assertThat(RemainingTime.of(1, 5, Duration.ofHours(3).toNanos())).isEqualTo("12 h left");
    }

    @Test
    void nothingIsKnownBeforeTheFirstStepAndNothingIsLeftAfterTheLast() {
        assertThat(RemainingTime.of(0, 3, 1)).isEmpty();
        assertThat(RemainingTime.of(3, 3, 1)).isEmpty();
    }
}
