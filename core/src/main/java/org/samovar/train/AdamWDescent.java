package org.samovar.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.samovar.tensor.OptimizerSteps;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** AdamW (Loshchilov and Hutter 2019). */
final class AdamWDescent implements Descent {
    private final double beta1;
    private final double beta2;
    private final double decay;
    private final double epsilon;
    private final List<Tensor> first = new ArrayList<>();
    private final List<Tensor> second = new ArrayList<>();
    private final List<Tensor> steps = new ArrayList<>();

    AdamWDescent(double beta1, double beta2, double decay, double epsilon) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.decay = decay;
        this.epsilon = epsilon;
    }

    @Override
    public void begin(List<Tensor> parameters, Scope owner) {
        for (Tensor p : parameters) {
            first.add(owner.adopt(Tensors.zeros(p.shape())));
            second.add(owner.adopt(Tensors.zeros(p.shape())));
            steps.add(owner.adopt(Tensors.full(0)));
        }
    }

    @Override
    public void step(
            List<Tensor> parameters, List<Tensor> gradients, List<Integer> moved, double rate, long iteration) {
        OptimizerSteps.adamw(
                Descent.of(moved, parameters),
                Descent.of(moved, gradients),
                new OptimizerSteps.AdamState(
                        Descent.of(moved, first), Descent.of(moved, second), Descent.of(moved, steps)),
                new OptimizerSteps.AdamW(rate, beta1, beta2, decay, epsilon));
    }

    @Override
    public Map<String, List<Tensor>> memory() {
        return Map.of("first", first, "second", second, "steps", steps);
    }
}
