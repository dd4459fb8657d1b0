package org.samovar.model.sam2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.samovar.memory.Corrections;
import org.samovar.memory.Direction;
import org.samovar.memory.FifoPolicy;
import org.samovar.memory.Tracker;
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

/**
 * Runs passes in a JVM of its own, whose heap is small and fixed, and ends with status 0 when neither tensors nor resident memory grew:
 * in a test's JVM the growth of the Java heap would hide what is sought.
 */
public final class MemoryProbe {
    private static final int WARM_UP = 60;
    private static final int PASSES = 200;
    private static final int SIDE = 32;
    /** A leak of one map of the first stage a pass (24 kB and more) would be over it. */
    private static final long SLACK = 4L << 20;

    private final Sam2 network = new Sam2(Sam2Config.nano());

    private MemoryProbe() {}

    public static void main(String[] arguments) throws IOException {
        Runnable pass =
                switch (arguments[0]) {
                    case "training" -> new MemoryProbe().training();
                    case "following" -> following();
                    default -> new MemoryProbe().inference();
                };
        for (int i = 0; i < WARM_UP; i++) {
            pass.run();
        }
        long tensors = Tensor.live();
        long memory = resident();
        for (int i = 0; i < PASSES; i++) {
            pass.run();
        }
        System.err.println("tensors +" + (Tensor.live() - tensors) + ", bytes +" + (resident() - memory));
        System.exit(Tensor.live() == tensors && resident() - memory < SLACK ? 0 : 1);
    }

    private static long resident() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
    }

    private Runnable inference() {
        Weights.initialise(network, 1);
        return () -> {
            try (Scope scope = Scope.inference(Precision.FLOAT32)) {
                pass().iou().toFloats();
            }
        };
    }

    private Runnable training() {
        List<Tensor> parameters = Weights.initialise(network, 1).train(key -> true);
        Scope.inference(Precision.FLOAT32); // owns the optimiser's state until the process ends
        var state = new OptimizerSteps.AdamState(zeros(parameters), zeros(parameters), steps(parameters));
        var settings = new OptimizerSteps.AdamW(1e-4, 0.9, 0.98, 0.05, 1e-8);
        return () -> {
            try (Scope scope = Scope.training(Precision.FLOAT32)) {
                Tensor logits = pass().logits();
                Autograd.backward(Ops.mean(Ops.mul(logits, logits)));
                List<Tensor> gradients = Autograd.gradients(parameters);
                Autograd.clip(gradients, 1);
                OptimizerSteps.adamw(parameters, gradients, state, settings);
                Autograd.clear(gradients);
            }
        };
    }

    /** Two objects through a long sequence, a frame a pass, past what their banks hold. */
    private static Runnable following() {
        Sam2 network = new Sam2(Sam2Config.nano().withMemory(512));
        Weights.initialise(network, 1);
        Tracker tracker = new Tracker(
                network.frameStep(),
                1 + WARM_UP + PASSES,
                FifoPolicy.published(),
                Corrections.PROMPTED,
                MaskMemory.BINARY);
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            ImageFeatures first = network.encode(Tensors.full(0.5, 1, 3, SIDE, SIDE));
            for (int object = 0; object < 2; object++) {
                tracker.prompt(object, 0, first, new FramePrompt.Given(Tensors.full(1, 1, 1, SIDE, SIDE)));
            }
        }
        AtomicInteger frame = new AtomicInteger();
        return () -> {
            try (Scope scope = Scope.inference(Precision.FLOAT32)) {
                ImageFeatures features = network.encode(Tensors.full(0.5, 1, 3, SIDE, SIDE));
                tracker.track(frame.incrementAndGet(), features, Direction.FORWARD);
            }
        };
    }

    private static List<Tensor> zeros(List<Tensor> parameters) {
        return parameters.stream().map(p -> Tensors.zeros(p.shape())).toList();
    }

    private static List<Tensor> steps(List<Tensor> parameters) {
        return parameters.stream().map(p -> Tensors.zeros()).toList();
    }

    private MaskPrediction pass() {
        ImageFeatures features = network.encode(Tensors.full(0.5, 2, 3, SIDE, SIDE));
        PromptTensors prompts = new PromptTensors(
                Optional.of(Tensors.full(20, 2, 1, 2)),
                Optional.of(Tensors.full(1, 2, 1)),
                Optional.of(Tensors.of(new float[] {5, 5, 20, 20, 10, 10, 25, 30}, 2, 4)),
                Optional.of(Tensors.zeros(2, 1, SIDE / 4, SIDE / 4)));
        return network.decode(features, prompts, MaskOutput.MULTI);
    }
}
