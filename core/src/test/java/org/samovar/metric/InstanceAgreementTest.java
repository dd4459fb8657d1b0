package org.samovar.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.image.LabelMap;

class InstanceAgreementTest {
    /** Rows of ten pixels, the ids of objects and how many pixels they take from the left. */
    private static LabelMap rows(int... pixels) {
        int[] ids = new int[10 * pixels.length];
        for (int row = 0; row < pixels.length; row++) {
            for (int x = 0; x < pixels[row]; x++) {
                ids[10 * row + x] = row + 1;
            }
        }
        return LabelMap.of(10, pixels.length, ids);
    }

    @Test
    void equalMapsAgreeInEverything() {
        assertThat(InstanceAgreement.of(rows(10, 4), rows(10, 4))).isEqualTo(new InstanceAgreement(1, 1, 1, 1));
        assertThat(InstanceAgreement.of(rows(0), rows(0))).isEqualTo(new InstanceAgreement(1, 1, 1, 1));
    }

    @Test
    void aStricterThresholdLosesTheLooserMatch() {
        // IoU 1 and 0.6
        InstanceAgreement found = InstanceAgreement.of(rows(10, 10), rows(10, 6));
        assertThat(found.precision50()).isEqualTo(1);
        assertThat(found.precision75()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(found.panopticQuality()).isCloseTo(0.8, within(1e-9));
        // three thresholds up to 0.6, seven beyond
        assertThat(found.meanPrecision()).isCloseTo((3 * 1 + 7 * (1.0 / 3)) / 10, within(1e-9));
    }

    @Test
    void meansAreOverImages() {
        InstanceAgreement mean = InstanceAgreement.mean(
                List.of(new InstanceAgreement(1, 0.5, 0.5, 1), new InstanceAgreement(0, 0, 0, 0.5)));
        assertThat(mean).isEqualTo(new InstanceAgreement(0.5, 0.25, 0.25, 0.75));
    }
}
