package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Size;

class GaussianBlurTest {
    private static final Size SIZE = new Size(41, 31);

    @Test
    void aPointBecomesAGaussianOfTheSameSum() {
        float[] point = new float[SIZE.pixels()];
        point[15 * 41 + 20] = 1;
        float[] blurred = GaussianBlur.of(point, SIZE, 2);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < blurred.length; i++) {
            sum += blurred[i];
            squares += blurred[i] * Math.pow(i % 41 - 20, 2);
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        assertThat(squares).isCloseTo(4, within(0.02));
        assertThat(blurred[15 * 41 + 23]).isCloseTo(blurred[12 * 41 + 20], within(1e-6f));
    }

    @Test
    void whatIsEvenStaysSoUpToTheEdges() {
        float[] even = new float[SIZE.pixels()];
        Arrays.fill(even, 0.7f);
        for (float value : GaussianBlur.of(even, SIZE, 1.6)) {
            assertThat(value).isCloseTo(0.7f, within(1e-6f));
        }
    }

    @Test
    void withoutADeviationNothingChanges() {
        float[] values = {1, 2, 3, 4};
        assertThat(GaussianBlur.of(values, new Size(2, 2), 0))
                .containsExactly(values)
                .isNotSameAs(values);
    }
}
