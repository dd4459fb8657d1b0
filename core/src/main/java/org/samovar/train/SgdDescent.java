package org.samovar.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.samovar.tensor.OptimizerSteps;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** Stochastic gradient descent with Nesterov's momentum. */
final class SgdDescent implements Descent {
    private final double momentum;
    private final double decay;
    private final List<Tensor> buffers = new ArrayList<>();

    SgdDescent(double momentum, double decay) {
        this.momentum = momentum;
        this.decay = decay;
    }

    @Override
    public void begin(List<Tensor> parameters, Scope owner) {
        for (Tensor p : parameters) {
            buffers.add(owner.adopt(Tensors.zeros(p.shape())));
        }
    }

    @Override
    public void step(
            List<Tensor> parameters, List<Tensor> gradients, List<Integer> moved, double rate, long iteration) {
        OptimizerSteps.sgd(
                Descent.of(moved, parameters),
                Descent.of(moved, gradients),
                Descent.of(moved, buffers),
                new OptimizerSteps.Sgd(rate, momentum, decay, OptimizerSteps.Momentum.NESTEROV),
                iteration == 0);
    }

    @Override
    public Map<String, List<Tensor>> memory() {
        return Map.of("momentum", buffers);
    }
}
