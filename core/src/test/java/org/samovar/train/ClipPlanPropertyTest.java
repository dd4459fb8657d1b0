package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.samovar.train.ClipPlan.Start;
import org.samovar.train.augment.Shot;

class ClipPlanPropertyTest {
    private static TrainConfig.Clips interactive(TrainConfig.Interaction how) {
        return new TrainConfig.Clips(1, 8, 0.5, 0, 0, Optional.empty(), Optional.of(how), Optional.empty());
    }

    @Property(tries = 300)
    void aPlanIsOneThatThePaperAllows(
            @ForAll long seed,
            @ForAll Shot.Kind kind,
            @ForAll @IntRange(min = 2, max = 9) int frames,
            @ForAll @IntRange(max = 4) int corrected) {
        TrainConfig.Clips clips = interactive(new TrainConfig.Interaction(corrected, 7, 0.25, 0.3));
        ClipPlan plan = ClipPlan.of(clips, kind, frames, new SplittableRandom(seed));
        assertThat(plan.prompted().firstKey()).isZero();
        assertThat(plan.prompted().lastKey()).isLessThan(frames);
        assertThat(plan.prompted()).hasSizeLessThan(frames);
        assertThat(plan.clicks()).isEqualTo(7);
        boolean masks = plan.prompted().containsValue(Start.MASK);
        if (masks || corrected == 0) {
            assertThat(plan.prompted().values()).allMatch(start -> start == Start.MASK || !masks);
            assertThat(plan.corrected()).isEmpty();
        } else {
            assertThat(plan.corrected()).contains(0).allMatch(frame -> frame < frames);
            assertThat(plan.corrected().size()).isBetween(1, Math.min(corrected, frames));
        }
    }

    @Test
    void sharesAreThoseOfThePaper() {
        TrainConfig.Clips clips = interactive(new TrainConfig.Interaction(2, 7, 0.25, 0.3));
        for (Shot.Kind kind : Shot.Kind.values()) {
            int n = 4000;
            double[] starts = new double[3];
            double more = 0;
            double twice = 0;
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < n; i++) {
                ClipPlan plan = ClipPlan.of(clips, kind, 8, random);
                starts[plan.prompted().get(0).ordinal()] += 1.0 / n;
                more += (plan.prompted().size() - 1) / (7.0 * n);
                twice += plan.corrected().size() == 2 ? 1.0 / n : 0;
            }
            assertThat(starts[Start.MASK.ordinal()]).isCloseTo(0.5, within(0.03));
            assertThat(starts[Start.CLICK.ordinal()]).isCloseTo(0.25, within(0.03));
            assertThat(starts[Start.BOX.ordinal()]).isCloseTo(0.25, within(0.03));
            assertThat(more).isCloseTo(kind == Shot.Kind.HEAP ? 0.3 : 0.25, within(0.02));
            assertThat(twice).isCloseTo(0.25, within(0.03)); // every second one that does not begin with a mask
        }
    }

    @Test
    void withoutInteractionHeapsBeginWithMasksAndTheFirstFrameIsNotCorrected() {
        TrainConfig.Clips clips = new TrainConfig.Clips(1, 4, 0.5, 0, 1);
        for (int seed = 0; seed < 20; seed++) {
            ClipPlan plan = ClipPlan.of(clips, Shot.Kind.HEAP, 4, new SplittableRandom(seed));
            assertThat(plan.prompted()).containsOnlyKeys(0).containsValue(Start.MASK);
            assertThat(plan.corrected()).isEqualTo(Set.of(1, 2, 3));
            assertThat(plan.clicks()).isOne();
        }
    }
}
