package org.samovar.train.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.image.Mask;
import org.samovar.train.augment.Shot;

class SyntheticStacksTest {
    private final SyntheticStacks stacks = new SyntheticStacks(96);

    private List<Shot> shots() {
        List<Shot> out = new ArrayList<>();
        for (int seed = 0; seed < 60; seed++) {
            stacks.draw(6, new SplittableRandom(seed)).ifPresent(out::add);
        }
        return out;
    }

    private static Mask object(Shot shot, int frame) {
        return shot.frames().get(frame).ids().mask(shot.object());
    }

    @Test
    void theSameSeedGivesTheSameStack() {
        Optional<Shot> a = stacks.draw(3, new SplittableRandom(2));
        Optional<Shot> b = stacks.draw(3, new SplittableRandom(2));
        assertThat(a.orElseThrow().frames().get(2).image().pixels())
                .containsExactly(b.orElseThrow().frames().get(2).image().pixels());
    }

    @Test
    void neighbouringOutlinesOverlapAndChange() {
        List<Shot> shots = shots();
        assertThat(shots).hasSizeGreaterThan(40);
        int changed = 0;
        double overlap = 0;
        for (Shot shot : shots) {
            Mask first = object(shot, 0);
            Mask second = object(shot, 1);
            changed += first.equals(second) ? 0 : 1;
            overlap += 2.0 * first.overlap(second) / (first.area() + second.area()) / shots.size();
        }
        assertThat(changed).isGreaterThan(shots.size() * 3 / 4);
        assertThat(overlap).isBetween(0.6, 0.98);
    }

    @Test
    void partsOfABodyLookOtherwiseAndBelongToIt() {
        List<Body> bodies = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            bodies.addAll(Body.random(96, 6, new SplittableRandom(seed)));
        }
        assertThat(bodies).anySatisfy(body -> assertThat(body.kind()).isEqualTo(Body.Kind.PART));
        List<Body> stack = Body.random(96, 6, new SplittableRandom(3));
        for (int k = 0; k < stack.size(); k++) {
            Body owner = stack.get(stack.get(k).object() - 1);
            assertThat(owner.kind()).isEqualTo(Body.Kind.WHOLE);
            assertThat(stack.get(k).kind() == Body.Kind.WHOLE)
                    .isEqualTo(stack.get(k).object() == k + 1);
        }
    }

    @Test
    void someBodiesEnd() {
        List<Shot> shots = shots();
        assertThat(shots).allSatisfy(shot -> assertThat(object(shot, 0).area()).isPositive());
        assertThat(shots.stream().filter(shot -> object(shot, 5).isEmpty()).count())
                .isBetween(1L, 30L);
    }
}
