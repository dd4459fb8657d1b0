package org.samovar.train.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.method.PatchShape;
import org.samovar.method.rfmedsam2.Adapters;
import org.samovar.method.rfmedsam2.Frames;
import org.samovar.method.rfmedsam2.GeneratorOptions;
import org.samovar.method.rfmedsam2.ObjectScore;
import org.samovar.method.rfmedsam2.Prompts;
import org.samovar.method.rfmedsam2.RfMedSam2;
import org.samovar.method.rfmedsam2.RfMedSam2Options;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Ops;
import org.samovar.tensor.OptimizerSteps;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

class RfMedSam2ObjectiveTest {
    private static final int DEPTH = 4;
    private static final int SIDE = 32;
    private static final int STEPS = 75;
    /** Where SAM 2 sees half of the slices of one patch of two. */
    private static final int STEPS_OF_FEW = 150;

    /** Two balls of unlike brightness, which lie elsewhere in each of two patches. */
    private static int classAt(int patch, int z, int y, int x) {
        int shift = 4 * patch;
        boolean first = square(z - 1) * 4 + square(y - 9 - shift) + square(x - 10) < 40;
        boolean second = square(z - 2) * 4 + square(y - 18) + square(x - 22 + shift) < 50;
        return first ? 1 : second ? 2 : 0;
    }

    private static int square(int x) {
        return x * x;
    }

    private static long[] labels() {
        long[] out = new long[2 * DEPTH * SIDE * SIDE];
        for (int i = 0; i < out.length; i++) {
            out[i] = classAt(i / SIDE / SIDE / DEPTH, i / SIDE / SIDE % DEPTH, i / SIDE % SIDE, i % SIDE);
        }
        return out;
    }

    private static float[] pixels(long[] labels) {
        SplittableRandom random = new SplittableRandom(1);
        float[] out = new float[labels.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (0.3 * random.nextGaussian()) + new float[] {-0.5f, 1.5f, 3}[(int) labels[i]];
        }
        return out;
    }

    private static RfMedSam2 system(ObjectScore score, Optional<Integer> refined) {
        RfMedSam2Options options = new RfMedSam2Options(
                new GeneratorOptions(GeneratorOptions.Sight.VOLUME, 8, 16, 1),
                Prompts.BOXES_AND_MASKS,
                Adapters.ALL,
                Frames.PRECEDING,
                score,
                2,
                2,
                refined);
        return new RfMedSam2(
                new PatchShape(1, DEPTH, SIDE, SIDE), 3, added -> new Sam2(SmallVideoNetwork.config(), added), options);
    }

    /** Mean Dice of both classes. */
    private static double dice(Tensor probabilities, long[] labels) {
        long[] found = Ops.argmax(probabilities, 1).toLongs();
        double sum = 0;
        for (int k = 1; k <= 2; k++) {
            int both = 0;
            int all = 0;
            for (int i = 0; i < labels.length; i++) {
                both += found[i] == k && labels[i] == k ? 1 : 0;
                all += (found[i] == k ? 1 : 0) + (labels[i] == k ? 1 : 0);
            }
            sum += 2.0 * both / all;
        }
        return sum / 2;
    }

    private static List<Tensor> zeros(List<Tensor> like) {
        return like.stream().map(leaf -> Tensors.zeros(leaf.shape())).toList();
    }

    static Stream<Optional<Integer>> slices() {
        return Stream.of(Optional.empty(), Optional.of(2));
    }

    @ParameterizedTest
    @MethodSource("slices")
    void aTinySystemLearnsTwoPatchesByHeartInAllSteps(Optional<Integer> refined) {
        RfMedSam2 system = system(ObjectScore.OFF, refined);
        SemanticObjective objective = Objectives.of(system);
        long[] labels = labels();
        try (Weights weights = Weights.initialise(system, 3);
                Scope around = Scope.inference(Precision.FLOAT32)) {
            Tensor patches = Tensors.of(pixels(labels), 2, 1, DEPTH, SIDE, SIDE);
            Tensor truth = Tensors.of(labels, 2, DEPTH, SIDE, SIDE);
            List<Tensor> leaves = weights.train(key -> !key.startsWith("backbone."));
            OptimizerSteps.AdamState state = new OptimizerSteps.AdamState(
                    zeros(leaves),
                    zeros(leaves),
                    leaves.stream().map(leaf -> Tensors.zeros(1)).toList());
            float first = 0;
            float last = 0;
            for (int i = 0; i < (refined.isEmpty() ? STEPS : STEPS_OF_FEW); i++) {
                try (Scope scope = Scope.training(Precision.FLOAT32)) {
                    boolean isTurned = i % 2 == 1; // so that either patch is the first one
                    Tensor loss = objective.loss(
                            isTurned ? Ops.flip(patches, 0).contiguous() : patches,
                            isTurned ? Ops.flip(truth, 0).contiguous() : truth,
                            new SplittableRandom(i));
                    last = loss.item();
                    first = i == 0 ? last : first;
                    Autograd.backward(loss);
                    List<Tensor> gradients = Autograd.gradients(leaves);
                    OptimizerSteps.adamw(leaves, gradients, state, new OptimizerSteps.AdamW(1e-2, 0.9, 0.99, 0, 1e-8));
                    Autograd.clear(gradients);
                }
            }
            assertThat(last).isLessThan(0.3f * first);
            for (int step = 0; step <= 2; step++) {
                double dice = dice(system.steps().get(step).probabilities(patches), labels);
                assertThat(dice).as("step %d", step).isGreaterThan(0.85);
            }
        }
    }
}
