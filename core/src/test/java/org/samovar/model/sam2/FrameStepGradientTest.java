package org.samovar.model.sam2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samovar.model.ImageFeatures;
import org.samovar.model.PromptTensors;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

/** What is learned on a later frame reaches everything that remembered the earlier one. */
class FrameStepGradientTest {
    private static final int SIDE = SmallVideoNetwork.SIDE;
    /** The embedding of no object has a part only where there is none, and one token is in no network's use. */
    private static final List<String> WITHOUT = List.of("no_obj_ptr", "no_obj_embed_spatial", "no_mem_pos_enc");

    private final Sam2 network = SmallVideoNetwork.create();
    private final Weights weights = Weights.initialise(network, 5);

    @AfterEach
    void free() {
        weights.close();
    }

    private static Tensor pixels(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[2 * 3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensors.of(values, 2, 3, SIDE, SIDE);
    }

    /** Two objects on two clips: a box and a mask each, then a frame from memory; the mean square of the last masks. */
    private Tensor loss() {
        PromptTensors boxes = new PromptTensors(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Tensors.of(new float[] {5, 5, 40, 30, 10, 20, 60, 60}, 2, 4)),
                Optional.empty());
        FrameStep step = network.frameStep();
        FrameResult first =
                step.run(network.encode(pixels(1)), new FramePrompt.Hints(boxes), List.of(), MaskMemory.SOFT);
        FrameResult given = step.run(
                network.encode(pixels(2)),
                new FramePrompt.Given(Tensors.full(1, 2, 1, SIDE, SIDE)),
                List.of(),
                MaskMemory.SOFT);
        Recollection recalled = new Recollection(
                List.of(
                        new Recollection.Memory(first.memory(), Recollection.PROMPTED),
                        new Recollection.Memory(given.memory(), 0)),
                List.of(
                        new Recollection.Pointer(first.pointer(), 0.4),
                        new Recollection.Pointer(given.pointer(), 0.2)));
        ImageFeatures last = network.encode(pixels(3));
        FrameResult found = step.run(last, new FramePrompt.None(), List.of(recalled), MaskMemory.SOFT);
        Tensor logits = found.candidates().logits();
        return Ops.add(Ops.mean(Ops.mul(logits, logits)), Ops.mean(Ops.mul(found.memory(), found.memory())));
    }

    private Map<String, float[]> gradients() {
        List<String> keys = new ArrayList<>();
        List<Tensor> leaves = weights.train(key -> true);
        weights.parameters().forEach((key, p) -> {
            if (p.role() != Parameter.Role.BUFFER) {
                keys.add(key);
            }
        });
        try (Scope scope = Scope.training(Precision.FLOAT32)) {
            Autograd.backward(loss());
            List<Tensor> gradients = Autograd.gradients(leaves);
            Map<String, float[]> out = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                out.put(keys.get(i), gradients.get(i).toFloats());
            }
            return out;
        }
    }

    /** Whether a parameter belongs to the memory. */
    private static boolean isOfMemory(String key) {
        return !key.startsWith("image_encoder") && !key.startsWith("sam_") && !WITHOUT.contains(key);
    }

    @Test
    void everyParameterOfTheMemoryLearns() {
        gradients().forEach((key, gradient) -> {
            if (isOfMemory(key)) {
                float largest = 0;
                for (float g : gradient) {
                    largest = Math.max(largest, Math.abs(g));
                }
                assertThat(largest).as(key).isPositive();
            }
        });
    }

    @Test
    void theGradientOfTheWholeStepIsTheSlopeOfTheLoss() {
        Map<String, float[]> gradients = gradients();
        double slope = 0;
        for (Map.Entry<String, float[]> entry : gradients.entrySet()) {
            if (isOfMemory(entry.getKey())) {
                for (float g : entry.getValue()) {
                    slope += (double) g * g;
                }
            }
        }
        double norm = Math.sqrt(slope);
        double h = 1e-3;
        move(gradients, h / norm);
        double up = value();
        move(gradients, -2 * h / norm);
        double down = value();
        assertThat((up - down) / (2 * h) / norm).isBetween(0.98, 1.02);
    }

    private double value() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            return loss().item();
        }
    }

    /** Moves the parameters of the memory along their gradients. */
    private void move(Map<String, float[]> gradients, double by) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            weights.tensors().forEach((key, tensor) -> {
                if (isOfMemory(key) && gradients.containsKey(key)) {
                    Tensor gradient = Tensors.of(gradients.get(key), tensor.shape());
                    Ops.assign(tensor, Ops.add(tensor, Ops.mul(gradient, by)));
                }
            });
        }
    }
}
