package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AxisWindowsPropertyTest {
    @Property
    void everyPlaceIsSeenWithAWeightAndNoWindowLeavesTheAxis(
            @ForAll @IntRange(min = 1, max = 200) int length,
            @ForAll @IntRange(min = 1, max = 64) int window,
            @ForAll @IntRange(min = 1, max = 8) int eighths) {
        AxisWindows windows = AxisWindows.of(length, window, eighths / 8.0);

        assertThat(windows.sums()).hasSize(length);
        for (float sum : windows.sums()) {
            assertThat(sum).isPositive();
        }
        int[] starts = windows.starts();
        if (length > window) {
            assertThat(starts[0]).isZero();
            assertThat(starts[starts.length - 1]).isEqualTo(length - window);
        } else {
            assertThat(starts).hasSize(1);
            assertThat(starts[0]).isBetween(length - window, 0);
        }
        for (int i = 1; i < starts.length; i++) {
            assertThat(starts[i] - starts[i - 1]).isBetween(1, (int) Math.max(1, Math.ceil(window * eighths / 8.0)));
        }
    }

    @Property
    void weightsAreSymmetricGreatestInTheMiddleAndFallByAGaussianOfAnEighth(
            @ForAll @IntRange(min = 2, max = 256) int window) {
        float[] weights = AxisWindows.of(window, window, 0.5).weights();

        for (int i = 0; i < window; i++) {
            assertThat(weights[i]).isPositive().isEqualTo(weights[window - 1 - i]);
        }
        double edge = (window - 1) / 2.0 / (window / 8.0);
        assertThat(weights[0]).isCloseTo((float) Math.exp(-edge * edge / 2), within(1e-6f));
        assertThat(weights[window / 2]).isGreaterThanOrEqualTo(weights[0]);
    }
}
