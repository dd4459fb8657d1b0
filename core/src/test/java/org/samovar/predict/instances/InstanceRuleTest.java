package org.samovar.predict.instances;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Size;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.metric.InstanceMatching;
import org.samovar.train.instances.InstanceTargets;

class InstanceRuleTest {
    private static final Size SIZE = new Size(90, 60);

    /** Discs of radius 10, the first two of which touch. */
    private static LabelMap discs() {
        return LabelMap.fromMasks(SIZE, List.of(disc(20, 20), disc(38, 22), disc(70, 40)));
    }

    private static Mask disc(int x0, int y0) {
        return Mask.where(SIZE, (x, y) -> Math.hypot(x - x0, y - y0) <= 10);
    }

    @Test
    void theObjectsOfTheMapsOfObjectsAreTheseObjects() {
        LabelMap truth = discs();
        LabelMap found = InstanceRule.published().objects(InstanceTargets.of(truth));
        InstanceMatching matching = InstanceMatching.of(truth, found, 0.9);
        assertThat(matching.averagePrecision()).isEqualTo(1);
        assertThat(found.ids()).containsExactly(1, 2, 3);
    }

    @Test
    void smallObjectsAreDropped() {
        LabelMap found = new InstanceRule(0.5, 0.5, 0.5, 1, 1.6, 400).objects(InstanceTargets.of(discs()));
        assertThat(found.ids()).isEmpty();
    }

    @Test
    void foregroundInWhichNoObjectBeginsIsBackground() {
        InstanceMaps maps = InstanceTargets.of(discs());
        float[] far = new float[SIZE.pixels()];
        Arrays.fill(far, 1);
        InstanceMaps hollow = new InstanceMaps(SIZE, maps.foreground(), far, maps.toBoundary());
        assertThat(InstanceRule.published().objects(hollow).ids()).isEmpty();
    }

    @Test
    void aThresholdOnTheForegroundThatNothingReachesLeavesNothing() {
        InstanceMaps maps = InstanceTargets.of(discs());
        InstanceRule strict = new InstanceRule(1.01, 0.5, 0.5, 0, 0, 0);
        assertThat(strict.objects(maps).ids()).isEmpty();
    }
}
