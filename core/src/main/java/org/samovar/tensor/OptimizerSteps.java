package org.samovar.tensor;

import java.util.List;

/** One fused in-place step of an optimiser over many parameters (libtorch's {@code _fused_adamw_}, {@code _fused_sgd_}). */
public final class OptimizerSteps {
    private OptimizerSteps() {}

    /** Moments and step counts of AdamW, one entry a parameter; {@code steps} are float32 scalars. */
    public record AdamState(List<Tensor> first, List<Tensor> second, List<Tensor> steps) {}

    /** Learning rate, decay rates of the moments, decoupled weight decay and epsilon of AdamW. */
    public record AdamW(double rate, double beta1, double beta2, double decay, double epsilon) {}

    /** One AdamW step; also counts the steps up. */
    public static void adamw(List<Tensor> parameters, List<Tensor> gradients, AdamState state, AdamW s) {
        try (Scope scope = Scope.inference()) {
            Engine.none(
                    "adamw",
                    parameters,
                    gradients,
                    state.first,
                    state.second,
                    state.steps,
                    s.rate,
                    s.beta1,
                    s.beta2,
                    s.decay,
                    s.epsilon);
        }
    }

    /** Whether Nesterov's form of momentum is used. */
    public enum Momentum {
        PLAIN,
        NESTEROV
    }

    /** Learning rate, momentum and weight decay (added to the gradient) of SGD. */
    public record Sgd(double rate, double momentum, double decay, Momentum form) {}

    /** One SGD step; {@code buffers} are the momentum buffers, set by the first step. */
    public static void sgd(
            List<Tensor> parameters, List<Tensor> gradients, List<Tensor> buffers, Sgd s, boolean isFirst) {
        try (Scope scope = Scope.inference()) {
            Engine.none(
                    "sgd",
                    parameters,
                    gradients,
                    buffers,
                    s.rate,
                    s.decay,
                    s.momentum,
                    s.form == Momentum.NESTEROV,
                    isFirst);
        }
    }

    /** Moves each average towards its value: {@code a += weight * (v - a)}. */
    public static void lerp(List<Tensor> averages, List<Tensor> values, double weight) {
        try (Scope scope = Scope.inference()) {
            Engine.none("lerp", averages, values, weight);
        }
    }
}
