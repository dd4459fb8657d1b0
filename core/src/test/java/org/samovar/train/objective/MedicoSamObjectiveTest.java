package org.samovar.train.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.method.PatchShape;
import org.samovar.method.medicosam.MedicoSam;
import org.samovar.method.medicosam.MedicoSamConfig;
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

class MedicoSamObjectiveTest {
    private static final int SIDE = SmallVideoNetwork.SIDE;
    private static final int DEPTH = 2;

    /** Two boxes of two classes, as bright as their class. */
    private static long label(int i) {
        int x = i % SIDE;
        int y = i / SIDE % SIDE;
        return x >= 8 && x < 30 && y >= 10 && y < 40 ? 1 : x >= 36 && x < 60 && y >= 20 && y < 56 ? 2 : 0;
    }

    @Test
    void aTinyNetworkLearnsTheClassesOfOnePatch() {
        MedicoSamConfig config =
                new MedicoSamConfig(new PatchShape(1, DEPTH, SIDE, SIDE), 3, new MedicoSamConfig.Parts(4, 4, 4));
        MedicoSam network = new MedicoSam(config, added -> new Sam2(SmallVideoNetwork.config(), added));
        SemanticObjective objective = Objectives.of(network);
        int n = DEPTH * SIDE * SIDE;
        float[] values = new float[n];
        long[] classes = new long[n];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < n; i++) {
            classes[i] = label(i);
            values[i] = (float) (0.2 + 0.3 * classes[i] + 0.05 * random.nextDouble());
        }
        try (Weights weights = Weights.initialise(network, 1);
                Scope owner = Scope.inference(Precision.FLOAT32)) {
            List<Tensor> parameters = weights.train(key -> !key.startsWith("backbone.sam_"));
            List<Tensor> first = zeros(parameters);
            List<Tensor> second = zeros(parameters);
            List<Tensor> steps = parameters.stream().map(p -> Tensors.full(0)).toList();
            List<Float> losses = new ArrayList<>();
            for (int step = 0; step < 25; step++) {
                try (Scope scope = Scope.training(Precision.FLOAT32)) {
                    Tensor loss = objective.loss(
                            Tensors.of(values, 1, 1, DEPTH, SIDE, SIDE),
                            Tensors.of(classes, 1, DEPTH, SIDE, SIDE),
                            random);
                    losses.add(loss.item());
                    Autograd.backward(loss);
                    List<Tensor> gradients = Autograd.gradients(parameters);
                    OptimizerSteps.adamw(
                            parameters,
                            gradients,
                            new OptimizerSteps.AdamState(first, second, steps),
                            new OptimizerSteps.AdamW(1e-2, 0.9, 0.98, 0, 1e-8));
                    Autograd.clear(gradients);
                }
            }
            assertThat(losses.get(24)).isLessThan(0.4f * losses.get(0));
        }
    }

    private static List<Tensor> zeros(List<Tensor> like) {
        return like.stream().map(p -> Ops.mul(p.detach(), 0)).toList();
    }
}
