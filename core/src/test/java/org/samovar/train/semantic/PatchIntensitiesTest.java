package org.samovar.train.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;

class PatchIntensitiesTest {
    private static final PatchShape SHAPE = new PatchShape(2, 3, 5, 4);

    private static float[] ramp() {
        float[] out = new float[2 * 3 * 5 * 4];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) i / out.length;
        }
        return out;
    }

    @Test
    void nothingChangesWithoutAShare() {
        float[] values = ramp();
        new PatchIntensities(SHAPE, Intensities.UNIT, 0).vary(values, new SplittableRandom(1));
        assertThat(values).containsExactly(ramp());
    }

    @Test
    void valuesOfImagesStayWithinTheirRange() {
        int changed = 0;
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200; i++) {
            float[] values = ramp();
            new PatchIntensities(SHAPE, Intensities.UNIT, 2.5).vary(values, random);
            for (float v : values) {
                assertThat(v).isBetween(0f, 1f);
            }
            changed += values[7] == ramp()[7] ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(100);
    }

    @Test
    void valuesThatAreAllAlikeStayFinite() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            float[] values = new float[2 * 3 * 5 * 4];
            new PatchIntensities(SHAPE, Intensities.Z_SCORE, 2.5).vary(values, random);
            for (float v : values) {
                assertThat(Float.isFinite(v)).isTrue();
            }
        }
    }

    @Test
    void everyChangeKeepsValuesNearWhatTheyWere() {
        SplittableRandom random = new SplittableRandom(4);
        double error = 0;
        for (int i = 0; i < 500; i++) {
            float[] values = ramp();
            new PatchIntensities(SHAPE, Intensities.Z_SCORE, 1).vary(values, random);
            for (int k = 0; k < values.length; k++) {
                error += (values[k] - ramp()[k]) / values.length / 500;
            }
        }
        assertThat(error).isCloseTo(0, within(0.05));
    }
}
