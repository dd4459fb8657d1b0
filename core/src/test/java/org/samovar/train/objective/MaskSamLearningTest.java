package org.samovar.train.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.method.PatchShape;
import org.samovar.method.masksam.MaskSam;
import org.samovar.method.masksam.SmallMaskSam;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Ops;
import org.samovar.tensor.OptimizerSteps;
import org.samovar.tensor.OptimizerSteps.AdamState;
import org.samovar.tensor.OptimizerSteps.AdamW;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** A tiny MaskSAM learns a few patches by heart. */
class MaskSamLearningTest {
    private static final int D = 3;
    private static final int SIDE = 32;
    private static final int STEPS = 100;
    private static final double RATE = 3e-3;

    /** Discs of class 1 and squares of class 2 that move from slice to slice, in noise. */
    private record Example(float[] values, long[] labels) {
        static Example drawn(SplittableRandom random) {
            float[] values = new float[D * SIDE * SIDE];
            long[] labels = new long[values.length];
            double x = 8 + 16 * random.nextDouble();
            double y = 8 + 16 * random.nextDouble();
            for (int i = 0; i < values.length; i++) {
                int d = i / SIDE / SIDE;
                double dx = i % SIDE - x - d;
                double dy = i / SIDE % SIDE - y;
                boolean disc = dx * dx + dy * dy < 36;
                boolean square = Math.abs(dx + (x < 16 ? -12 : 12)) < 4 && Math.abs(dy) < 4;
                labels[i] = disc ? 1 : square ? 2 : 0;
                values[i] = (float) ((disc ? 2 : square ? -2 : 0) + 0.3 * random.nextGaussian());
            }
            return new Example(values, labels);
        }
    }

    @Test
    void aFewPatchesAreLearnedByHeart() {
        MaskSam network = SmallMaskSam.onSam2(new PatchShape(1, D, SIDE, SIDE), 3, SmallMaskSam.config());
        MaskSamObjective objective = new MaskSamObjective(network);
        SplittableRandom random = new SplittableRandom(5);
        List<Example> examples = List.of(Example.drawn(random), Example.drawn(random));
        try (Weights weights = Weights.initialise(network, 7);
                Scope state = Scope.shared()) {
            List<Tensor> learned = weights.train(key -> !key.startsWith("backbone."));
            AdamState moments = new AdamState(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            try (Scope scope = Scope.inference()) {
                for (Tensor p : learned) {
                    moments.first().add(state.adopt(Tensors.zeros(p.shape())));
                    moments.second().add(state.adopt(Tensors.zeros(p.shape())));
                    moments.steps().add(state.adopt(Tensors.full(0)));
                }
            }
            for (int step = 0; step < STEPS; step++) {
                try (Scope scope = Scope.training(Precision.FLOAT32)) {
                    Autograd.backward(objective.loss(patches(examples), labels(examples), random));
                    List<Tensor> gradients = Autograd.gradients(learned);
                    Autograd.clip(gradients, 12);
                    OptimizerSteps.adamw(learned, gradients, moments, new AdamW(RATE, 0.9, 0.98, 0, 1e-8));
                    Autograd.clear(gradients);
                }
            }
            assertThat(dice(network, examples)).isGreaterThan(0.9);
        }
    }

    private static Tensor patches(List<Example> examples) {
        float[] all = new float[examples.size() * D * SIDE * SIDE];
        for (int b = 0; b < examples.size(); b++) {
            System.arraycopy(examples.get(b).values, 0, all, b * D * SIDE * SIDE, D * SIDE * SIDE);
        }
        return Tensors.of(all, examples.size(), 1, D, SIDE, SIDE);
    }

    private static Tensor labels(List<Example> examples) {
        long[] all = new long[examples.size() * D * SIDE * SIDE];
        for (int b = 0; b < examples.size(); b++) {
            System.arraycopy(examples.get(b).labels, 0, all, b * D * SIDE * SIDE, D * SIDE * SIDE);
        }
        return Tensors.of(all, examples.size(), D, SIDE, SIDE);
    }

    /** Mean of both classes and all patches. */
    private static double dice(MaskSam network, List<Example> examples) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            long[] truth = labels(examples).toLongs();
            long[] answer =
                    Ops.argmax(network.probabilities(patches(examples)), 1).toLongs();
            double sum = 0;
            for (int k = 1; k < 3; k++) {
                int both = 0;
                int all = 0;
                for (int i = 0; i < truth.length; i++) {
                    both += truth[i] == k && answer[i] == k ? 2 : 0;
                    all += (truth[i] == k ? 1 : 0) + (answer[i] == k ? 1 : 0);
                }
                sum += (double) both / all / 2;
            }
            return sum;
        }
    }
}
