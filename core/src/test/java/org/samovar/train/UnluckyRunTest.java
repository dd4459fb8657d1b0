package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;
import org.samovar.io.RecordJson;
import org.samovar.nn.BatchNorm;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.tensor.GraphMemory;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** The loop with a task of a few numbers, some of whose lessons go wrong. */
class UnluckyRunTest {
    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    /** Numbers that should become 1, after a batch norm. */
    private static final class Numbers extends Layer {
        private final Parameter learned = learned("learned", Init.zeros(), 2);
        private final Parameter frozen;
        private final BatchNorm norm = child("norm", new BatchNorm(2));

        Numbers(float frozen) {
            this.frozen = learned("frozen", Init.constant(frozen), 2);
        }

        Tensor loss(float[] values) {
            Tensor x = Ops.mul(Tensors.of(values, 2, 2), Ops.add(learned.value(), frozen.value()));
            return Ops.mean(Ops.pow(Ops.add(norm.forward(x, Statistics.BATCH), -1), 2));
        }
    }

    /** @param bad the iterations whose lesson has a NaN */
    private record Sums(Numbers network, Weights weights, Set<Long> bad) implements Task {
        static Sums of(float frozen, Set<Long> bad) {
            Numbers network = new Numbers(frozen);
            return new Sums(network, Weights.initialise(network, 1), bad);
        }

        @Override
        public boolean isTrained(String key) {
            return !key.equals("frozen");
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of();
        }

        @Override
        public Lessons lessons(long firstIteration) {
            return new Lessons() {
                private long next = firstIteration;

                @Override
                public Lesson next(double share) {
                    long iteration = next++;
                    return new Lesson() {
                        @Override
                        public int images() {
                            return 1;
                        }

                        @Override
                        public int size() {
                            return 1;
                        }

                        @Override
                        public Tensor loss(SplittableRandom random) {
                            float first = bad.contains(iteration) ? Float.NaN : iteration;
                            return network.loss(new float[] {first, 2, 3, iteration + 5});
                        }
                    };
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Validation validation() {
            return new Validation() {
                @Override
                public int size() {
                    return 0;
                }

                @Override
                public List<String> columns() {
                    return List.of();
                }

                @Override
                public Result run() {
                    throw new IllegalStateException("nothing to validate");
                }
            };
        }
    }

    private static RunSettings settings(long iterations, double rate, String more) {
        Optimiser optimiser = RecordJson.read(
                JsonFiles.parse(
                        """
                        {"rate": %s, "schedule": "CONSTANT", "beta1": 0.9, "beta2": 0.98, "decay": 0, "clip": 1, "average": 0.5}
                        """
                                .formatted(rate),
                        "optimiser"),
                Optimiser.class,
                "optimiser");
        Budget budget = new Budget(1000, iterations, 1000, 1e-9, 0);
        String config = "{\"optimiser\": " + RecordJson.write(optimiser) + ", \"budget\": " + RecordJson.write(budget)
                + ", " + more + "}";
        return new RunSettings("sums", 3, Precision.BFLOAT16, GraphMemory.WHOLE, optimiser, budget, config);
    }

    private void run(Sums task, RunSettings settings) {
        try (Trainer trainer = Trainer.open(task, settings, folder, heard::add)) {
            trainer.run();
        }
    }

    private StateDict state() {
        return Checkpoints.read(folder.resolve("state.safetensors"));
    }

    @Test
    void aSingleStepThatIsNotFiniteIsLeftOutAndLeavesNothingBehind() {
        run(Sums.of(1, Set.of(2L)), settings(5, 0.01, "\"set\": \"a\""));
        assertThat(heard).contains("it 3: the loss is NaN, so this step is left out");
        assertThat(state().metadata()).containsEntry("iteration", "5");
        state().tensors().forEach((key, tensor) -> {
            for (float value : tensor.toFloats()) {
                assertThat(value).as(key).isFinite();
            }
        });
        assertThat(state().get("steps.learned").toFloats()).containsExactly(4);
    }

    @Test
    void aRunThatStaysNotFiniteEndsWithASentenceAndItsLastGoodState() {
        Set<Long> bad = LongStream.range(4, 100).boxed().collect(Collectors.toSet());
        assertThatThrownBy(() -> run(Sums.of(1, bad), settings(100, 0.01, "\"set\": \"a\"")))
                .isInstanceOfSatisfying(UserError.class, e -> {
                    assertThat(e.getMessage())
                            .isEqualTo(
                                    "Training stopped at iteration 14: the loss is NaN, and was not finite for 10 iterations in a row.");
                    assertThat(e.hint().orElseThrow())
                            .isEqualTo(
                                    "Lower the rate of the optimiser or set the precision to FLOAT32; the state of iteration 4 is kept, and the next run goes on with it.");
                });
        assertThat(state().metadata()).containsEntry("iteration", "4");
        run(Sums.of(1, Set.of()), settings(6, 0.001, "\"set\": \"a\""));
        assertThat(heard)
                .contains(
                        "Going on after iteration 4.", "  otherwise than before: optimiser.rate was 0.01 and is 0.001");
        assertThat(state().metadata()).containsEntry("iteration", "6");
    }

    @Test
    void aCaseThatIsAlwaysLostDoesNotFillTheScreen() {
        Set<Long> bad = LongStream.range(0, 40).filter(i -> i % 2 == 0).boxed().collect(Collectors.toSet());
        run(Sums.of(1, bad), settings(40, 0.01, "\"set\": \"a\""));
        assertThat(heard.stream().filter(line -> line.contains("left out"))).hasSize(5);
        assertThat(heard).anyMatch(line -> line.endsWith("(16 so far)"));
    }

    @Test
    void aStateOfAnotherConfigIsRefusedAndLeftAlone() throws IOException {
        run(Sums.of(1, Set.of()), settings(3, 0.01, "\"set\": \"a\", \"threads\": 1, \"sizes\": [1, 2]"));
        byte[] before = Files.readAllBytes(folder.resolve("state.safetensors"));
        assertThatThrownBy(() -> run(
                        Sums.of(1, Set.of()), settings(3, 0.01, "\"set\": \"b\", \"threads\": 2, \"sizes\": [1, 3]")))
                .isInstanceOf(UserError.class)
                .hasMessage(folder.resolve("state.safetensors")
                        + " is of a run with another config: set was \"a\" and is \"b\", sizes.1 was 2 and is 3.");
        assertThat(Files.readAllBytes(folder.resolve("state.safetensors"))).isEqualTo(before);
    }

    @Test
    void whatIsComparedNeedsTheSameBudgetAsWell() {
        run(Sums.of(1, Set.of()), settings(3, 0.01, "\"set\": \"a\", \"threads\": 1"));
        Trainer.requireSame(settings(3, 0.01, "\"set\": \"a\", \"threads\": 2"), folder);
        Trainer.requireSame(settings(4, 0.01, "\"set\": \"b\""), folder.resolve("elsewhere"));
        assertThatThrownBy(() -> Trainer.requireSame(settings(4, 0.01, "\"set\": \"a\", \"threads\": 1"), folder))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("another config: budget.iterations was 3 and is 4.");
    }

    @Test
    void aStateHoldsNoFrozenWeightsAndMeetsNoOthers() {
        run(Sums.of(1, Set.of()), settings(3, 0.01, "\"set\": \"a\""));
        assertThat(state().keys()).contains("weights.learned").noneMatch(key -> key.endsWith("frozen"));
        assertThat(Checkpoints.read(folder.resolve("last.safetensors")).keys()).contains("frozen");
        assertThatThrownBy(() -> run(Sums.of(2, Set.of()), settings(4, 0.01, "\"set\": \"a\"")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("frozen weights were others");
        run(Sums.of(1, Set.of()), settings(4, 0.01, "\"set\": \"a\""));
        assertThat(state().metadata()).containsEntry("iteration", "4");
    }

    @Test
    void runningStatisticsAreAveragedAsTheWeightsAre() {
        run(Sums.of(1, Set.of()), settings(30, 1e-30, "\"set\": \"a\""));
        float[] live = state().get("weights.norm.running_mean").toFloats();
        float[] averaged = state().get("average.norm.running_mean").toFloats();
        assertThat(averaged).isNotEqualTo(live);
        assertThat(Checkpoints.read(folder.resolve("last.safetensors"))
                        .get("norm.running_mean")
                        .toFloats())
                .containsExactly(averaged);
        // the mean moves steadily with the lessons, so the average lies behind it
        assertThat(Math.abs(averaged[1])).isLessThan(Math.abs(live[1])).isPositive();
    }

    @Test
    void whatAKilledRunLeftHalfWrittenIsIgnoredAndRemoved() throws IOException {
        run(Sums.of(1, Set.of()), settings(3, 0.01, "\"set\": \"a\""));
        byte[] whole = Files.readAllBytes(folder.resolve("state.safetensors"));
        Path part = folder.resolve(".state.safetensors.01234567-89ab-cdef-0123-456789abcdef.part");
        Files.write(part, Arrays.copyOf(whole, whole.length / 2));
        Path others = Files.writeString(folder.resolve(".notes.part"), "mine");
        run(Sums.of(1, Set.of()), settings(4, 0.01, "\"set\": \"a\""));
        assertThat(heard).contains("Going on after iteration 3.");
        assertThat(part).doesNotExist();
        assertThat(others).exists();
    }

    @Test
    void aStateThatWasCutShortIsRefusedInOneSentence() throws IOException {
        run(Sums.of(1, Set.of()), settings(3, 0.01, "\"set\": \"a\""));
        Path file = folder.resolve("state.safetensors");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> run(Sums.of(1, Set.of()), settings(4, 0.01, "\"set\": \"a\"")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("state.safetensors");
    }
}
