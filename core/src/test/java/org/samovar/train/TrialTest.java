package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.tensor.GradientUse;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

class TrialTest {
    @TempDir
    private Path folder;

    /** Four numbers, one of which is frozen. */
    private static final class Numbers extends Layer {
        private final Parameter first = learned("first", Init.constant(2), 3);
        private final Parameter second = learned("second", Init.constant(1), 2);
        private final Parameter keys = learned("cross_attn_token_to_image.k_proj.bias", Init.zeros(), 1);
        private final Parameter frozen = learned("frozen", Init.ones(), 4);
    }

    /** Each step learns what its function makes of the numbers. */
    private record NumbersTask(Weights weights, Numbers numbers, List<Function<Numbers, Tensor>> losses, String resting)
            implements Task {
        @Override
        public boolean isTrained(String key) {
            return !key.equals("frozen");
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of();
        }

        @Override
        public Validation validation() {
            return new JoinedValidation(List.of());
        }

        @Override
        public Lessons lessons(long firstIteration) {
            return new Lessons() {
                private int next = Math.toIntExact(firstIteration);

                @Override
                public Lesson next(double share) {
                    return new NumbersLesson(numbers, losses.get(next++), resting);
                }

                @Override
                public void close() {}
            };
        }
    }

    private record NumbersLesson(Numbers numbers, Function<Numbers, Tensor> made, String resting)
            implements Task.Lesson {
        @Override
        public int images() {
            return 1;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public boolean moves(String key) {
            return !key.equals(resting);
        }

        @Override
        public Tensor loss(SplittableRandom random) {
            return made.apply(numbers);
        }
    }

    private Trial after(String resting, List<Function<Numbers, Tensor>> losses) {
        Numbers numbers = new Numbers();
        NumbersTask task = new NumbersTask(Weights.initialise(numbers, 1), numbers, losses, resting);
        try (Trainer trainer = Trainer.open(task, TinyRun.config(1, 1e-3).run(), folder.resolve("run"), line -> {})) {
            return trainer.tryOut(losses.size());
        }
    }

    private static Tensor ofFirst(Numbers numbers) {
        return Ops.mean(numbers.first.value());
    }

    private static Tensor ofBoth(Numbers numbers) {
        return Ops.add(ofFirst(numbers), Ops.mean(numbers.second.value()));
    }

    @Test
    void aParameterThatNoGradientReachesIsNamed() {
        Trial trial = after("", List.of(TrialTest::ofFirst));
        assertThat(trial.missed()).containsExactly("second");
        assertThat(trial.isSound()).isFalse();
        assertThat(trial.loss()).isEqualTo(2);
    }

    @Test
    void aParameterThatALaterStepReachesIsNotNamed() {
        Trial trial = after("", List.of(TrialTest::ofFirst, TrialTest::ofBoth));
        assertThat(trial.missed()).isEmpty();
        assertThat(trial.isSound()).isTrue();
    }

    @Test
    void valuesAreCountedAsTrainedAndFrozen() {
        Trial trial = after("", List.of(TrialTest::ofBoth));
        assertThat(trial.trained()).isEqualTo(6);
        assertThat(trial.all()).isEqualTo(10);
        assertThat(trial.seconds()).isPositive();
    }

    @Test
    void aFrozenParameterWithAGradientIsNamed() {
        Trial trial = after("", List.of(numbers -> {
            numbers.frozen.value().requireGradient(GradientUse.TRAINABLE);
            return Ops.add(ofBoth(numbers), Ops.mean(numbers.frozen.value()));
        }));
        assertThat(trial.strayed()).containsExactly("frozen");
        assertThat(trial.isSound()).isFalse();
    }

    @Test
    void whatCannotBeReachedAndWhatHasItsTurnLaterIsToldApart() {
        Trial trial = after("second", List.of(TrialTest::ofFirst));
        assertThat(trial.withoutEffect()).containsOnlyKeys("cross_attn_token_to_image.k_proj.bias");
        assertThat(trial.waiting()).containsExactly("second");
        assertThat(trial.isSound()).isTrue();
    }

    @Test
    void gradientsOfZerosAloneAreNamed() {
        Trial trial =
                after("", List.of(numbers -> Ops.add(ofFirst(numbers), Ops.mul(Ops.mean(numbers.second.value()), 0))));
        assertThat(trial.still()).containsExactly("second");
        assertThat(trial.isSound()).isTrue();
    }
}
