package org.samovar.model.sam2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.samovar.model.ImageFeatures;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Ops;
import org.samovar.tensor.OptimizerSteps;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** Native memory after 200 passes is what it was after the first ones. */
class Sam2MemoryTest {
    private static final int PASSES = 200;
    private static final int WARM_UP = 60;
    private static final int SIDE = 32;
    /** What the allocator and the JVM move by themselves; a leak of one activation a pass is ten times as much. */
    private static final long SLACK = 32L << 20;

    private final Sam2 network = new Sam2(Sam2Config.nano());

    private MaskPrediction pass() {
        ImageFeatures features = network.encode(Tensors.full(0.5, 2, 3, SIDE, SIDE));
        PromptTensors prompts = new PromptTensors(
                Optional.of(Tensors.full(20, 2, 1, 2)),
                Optional.of(Tensors.full(1, 2, 1)),
                Optional.of(Tensors.of(new float[] {5, 5, 20, 20, 10, 10, 25, 30}, 2, 4)),
                Optional.of(Tensors.zeros(2, 1, SIDE / 4, SIDE / 4)));
        return network.decode(features, prompts, MaskOutput.MULTI);
    }

    /** Resident memory less what the JVM holds for Java objects and classes. */
    private static long nativeMemory() throws IOException {
        Path statm = Path.of("/proc/self/statm");
        Assumptions.assumeTrue(Files.exists(statm), "needs /proc");
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return Long.parseLong(Files.readString(statm).split(" ")[1]) * 4096
                - memory.getHeapMemoryUsage().getCommitted()
                - memory.getNonHeapMemoryUsage().getCommitted();
    }

    private static void assertNoGrowth(Runnable pass) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            pass.run();
        }
        long tensors = Tensor.live();
        long memory = nativeMemory();
        for (int i = 0; i < PASSES; i++) {
            pass.run();
        }
        assertThat(Tensor.live()).isEqualTo(tensors);
        assertThat(nativeMemory() - memory).as("bytes that the process grew by").isLessThan(SLACK);
    }

    @Test
    void twoHundredForwardPassesLeaveNothingBehind() throws IOException {
        try (Weights weights = Weights.initialise(network, 1)) {
            assertThat(weights.parameters()).isNotEmpty();
            assertNoGrowth(() -> {
                try (Scope scope = Scope.inference(Precision.FLOAT32)) {
                    assertThat(pass().iou().toFloats()).hasSize(6);
                }
            });
        }
    }

    @Test
    void twoHundredTrainingStepsLeaveNothingBehind() throws IOException {
        try (Weights weights = Weights.initialise(network, 1);
                Scope outer = Scope.inference(Precision.FLOAT32)) {
            List<Tensor> parameters = weights.train(key -> true);
            var state = new OptimizerSteps.AdamState(
                    parameters.stream().map(p -> Tensors.zeros(p.shape())).toList(),
                    parameters.stream().map(p -> Tensors.zeros(p.shape())).toList(),
                    parameters.stream().map(p -> Tensors.zeros()).toList());
            var settings = new OptimizerSteps.AdamW(1e-4, 0.9, 0.98, 0.05, 1e-8);
            assertNoGrowth(() -> {
                try (Scope scope = Scope.training(Precision.FLOAT32)) {
                    Tensor logits = pass().logits();
                    Autograd.backward(Ops.mean(Ops.mul(logits, logits)));
                    List<Tensor> gradients = Autograd.gradients(parameters);
                    Autograd.clip(gradients, 1);
                    OptimizerSteps.adamw(parameters, gradients, state, settings);
                    Autograd.clear(gradients);
                }
            });
        }
    }
}
