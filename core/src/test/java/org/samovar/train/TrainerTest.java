package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.image.io.Images;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.GraphMemory;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

class TrainerTest {
    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    private StateDict train(TrainConfig config, Path into) {
        try (Trainer trainer = Trainer.open(config, TinyRun.network(), Optional.empty(), folder, into, heard::add)) {
            trainer.run();
        }
        return Checkpoints.read(into.resolve("last.safetensors"));
    }

    @Test
    void aRunThatWasCutInTwoEndsWithTheSameWeights() {
        StateDict whole = train(TinyRun.config(6, 1e-3), folder.resolve("whole"));
        train(TinyRun.config(3, 1e-3), folder.resolve("parts"));
        StateDict parts = train(TinyRun.config(6, 1e-3), folder.resolve("parts"));
        assertThat(heard).anyMatch(line -> line.contains("Going on after iteration 3"));
        assertThat(parts.keys()).isEqualTo(whole.keys());
        for (String key : whole.keys()) {
            assertThat(parts.get(key).toFloats())
                    .as(key)
                    .containsExactly(whole.get(key).toFloats());
        }
        assertThat(parts.metadata()).containsEntry("iteration", "6").containsEntry("who", "tiny");
    }

    @Test
    void onlyTheWantedWeightsMove() {
        TrainConfig all = TinyRun.config(1, 1e-2);
        TrainConfig some = new TrainConfig(
                all.name(),
                all.network(),
                all.weights(),
                all.seed(),
                all.precision(),
                all.graph(),
                List.of("sam_mask_decoder."),
                all.data(),
                all.optimiser(),
                all.loss(),
                all.batch(),
                all.objects(),
                all.minutes(),
                3,
                all.validateMinutes(),
                all.saveMinutes(),
                all.patience(),
                all.stages());
        StateDict before = train(TinyRun.config(1, 1e-30), folder.resolve("before"));
        StateDict after = train(some, folder.resolve("after"));
        String trunk = "image_encoder.trunk.patch_embed.proj.weight";
        assertThat(after.get(trunk).toFloats())
                .containsExactly(before.get(trunk).toFloats());
        String decoder = "sam_mask_decoder.mask_tokens.weight";
        assertThat(after.get(decoder).toFloats())
                .isNotEqualTo(before.get(decoder).toFloats());
        assertThat(heard).anyMatch(line -> line.contains("values are trained"));
    }

    @Test
    void aRunThatDivergesStopsWithAClearWord() {
        assertThatThrownBy(() -> train(TinyRun.config(50, 1e30), folder.resolve("wild")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Training stopped at iteration");
    }

    @Test
    void aTrainedFileCanBeTheStartOfAnotherRun() {
        train(TinyRun.config(2, 1e-3), folder.resolve("first"));
        Optional<StateDict> start = Optional.of(Checkpoints.read(folder.resolve("first/last.safetensors")));
        Path second = folder.resolve("second");
        try (Trainer trainer =
                Trainer.open(TinyRun.config(1, 1e-30), TinyRun.network(), start, folder, second, heard::add)) {
            trainer.run();
        }
        String key = "sam_mask_decoder.iou_token.weight";
        assertThat(Checkpoints.read(second.resolve("last.safetensors")).get(key).toFloats())
                .containsExactly(start.get().get(key).toFloats());
    }

    @Test
    void nothingIsLeftWhenItIsClosed() {
        train(TinyRun.config(1, 1e-3), folder.resolve("warm"));
        long before = Tensor.live();
        train(TinyRun.config(4, 1e-3), folder.resolve("counted"));
        assertThat(Tensor.live()).isEqualTo(before);
    }

    @Test
    void tablesOfAResumedRunAreCutAtItsStateAndDrawn() throws IOException {
        Files.writeString(folder.resolve("training.csv"), "header\n50,1,128,1,2,3,4\n100,2,128,1,1.5,3,4\n150,3,12");
        Journal journal = new Journal(folder, 100, List.of("box", "click"));
        journal.validation(
                100, 60, Validation.Result.of(Map.of("set", List.<double[]>of(new double[] {0.9, 0.7})), List.of(1)));
        journal.draw();
        assertThat(Files.readAllLines(folder.resolve("training.csv"))).hasSize(3);
        assertThat(Files.readAllLines(folder.resolve("validation.csv")))
                .containsExactly("iteration,seconds,box,click,score", "100,60.0,0.9000,0.7000,0.7000");
        assertThat(Images.read(folder.resolve("curve.png")).width()).isEqualTo(800);
    }

    @Test
    void aListenerHearsOfCurvesAndStopsARunBetweenTwoIterations() {
        List<String> order = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void message(String line) {}

            @Override
            public void goesOn(Curves before) {
                order.add("goes on");
            }

            @Override
            public void progress(Progress progress) {
                order.add("iteration " + progress.iteration());
                assertThat(progress.seconds()).isNotNegative();
            }

            @Override
            public void betweenIterations() {
                order.add("between");
                if (order.size() == 4) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        TrainConfig config = TinyRun.config(20, 1e-3);
        for (int run = 0; run < 2; run++) {
            try (Trainer trainer =
                    Trainer.open(config, TinyRun.network(), Optional.empty(), folder, folder, listener)) {
                Trainer.Outcome outcome = trainer.run();
                assertThat(Thread.interrupted()).isEqualTo(run == 0);
                assertThat(outcome.iterations()).isEqualTo(run == 0 ? 2 : 20);
            }
        }
        assertThat(order).startsWith("iteration 1", "between", "iteration 2", "between", "goes on", "iteration 3");
    }

    /** Of the first step, by key. */
    private Map<String, float[]> gradients(GraphMemory graph) throws InterruptedException {
        Task task = new PromptedTask(TinyRun.config(1, 1e-3), TinyRun.network(), Optional.empty(), folder, heard::add);
        Map<String, float[]> out = new TreeMap<>();
        try (Weights weights = task.weights();
                Task.Lessons lessons = task.lessons(0);
                Scope scope = Scope.training(Precision.FLOAT32, graph)) {
            weights.train(task::isTrained);
            Autograd.backward(lessons.next(0).loss(new SplittableRandom(2)));
            weights.tensors()
                    .forEach((key, tensor) -> Autograd.gradient(tensor).ifPresent(g -> out.put(key, g.toFloats())));
        }
        return out;
    }

    @Test
    void gradientsAreTheSameWhereRoundsAreMadeAgain() throws InterruptedException {
        Map<String, float[]> whole = gradients(GraphMemory.WHOLE);
        Map<String, float[]> again = gradients(GraphMemory.RECOMPUTED);
        assertThat(again.keySet()).isEqualTo(whole.keySet()).hasSizeGreaterThan(100);
        whole.forEach((key, gradient) -> {
            double size = 0;
            double difference = 0;
            for (int i = 0; i < gradient.length; i++) {
                size += (double) gradient[i] * gradient[i];
                difference += Math.pow((double) gradient[i] - again.get(key)[i], 2);
            }
            assertThat(Math.sqrt(difference)).as(key).isLessThan(1e-3 * Math.sqrt(size) + 1e-6);
        });
    }
}
