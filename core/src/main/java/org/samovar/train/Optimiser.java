package org.samovar.train;

import java.util.Optional;
import org.samovar.train.schedule.Schedule;

/**
 * How weights move down the clipped gradients, and the average of the weights that is kept in the end. Numbers that the kind and the
 * schedule do not use may be left out.
 *
 * @param kind of the steps; {@link Kind#ADAMW} where empty
 * @param rate peak learning rate
 * @param schedule how it changes
 * @param warmUp iterations until the peak, for a cosine
 * @param lastFactor of the peak rate at the end, for a cosine
 * @param stepIterations iterations between two steps, for steps
 * @param stepFactor factor of the rate at each step, for steps and plateaus
 * @param waits validations without a better score that are waited for before a step, for plateaus
 * @param power of the share that is left, for a polynomial
 * @param beta1 decay of the mean of gradients, for AdamW
 * @param beta2 decay of the mean of squared gradients, for AdamW
 * @param epsilon added to the root of that mean, for AdamW; 1e-8 where empty
 * @param momentum for SGD
 * @param decay of the weights
 * @param clip largest joint norm of the gradients
 * @param average decay of the weights' moving average; 0 keeps the last weights
 */
public record Optimiser(
        Optional<Kind> kind,
        double rate,
        RateKind schedule,
        Optional<Integer> warmUp,
        Optional<Double> lastFactor,
        Optional<Integer> stepIterations,
        Optional<Double> stepFactor,
        Optional<Integer> waits,
        Optional<Double> power,
        Optional<Double> beta1,
        Optional<Double> beta2,
        Optional<Double> epsilon,
        Optional<Double> momentum,
        double decay,
        double clip,
        double average) {
    /** How a step is made of gradients. */
    public enum Kind {
        /** Adam with decoupled weight decay; without decay it is Adam. */
        ADAMW,
        /** Stochastic gradient descent with Nesterov's momentum. */
        SGD
    }

    /** Schedules by name; see {@link Schedule}. */
    public enum RateKind {
        COSINE,
        STEP,
        POLY,
        PLATEAU,
        CONSTANT
    }

    public Optimiser {
        Check.positive("rate", rate);
        warmUp.ifPresent(value -> Check.that(value >= 0, "warmUp " + value));
        lastFactor.ifPresent(value -> Check.share("lastFactor", value));
        stepIterations.ifPresent(value -> Check.that(value >= 1, "stepIterations " + value));
        stepFactor.ifPresent(value -> Check.share("stepFactor", value));
        waits.ifPresent(value -> Check.that(value >= 0, "waits " + value));
        power.ifPresent(value -> Check.positive("power", value));
        beta1.ifPresent(value -> Check.share("beta1", value));
        beta2.ifPresent(value -> Check.share("beta2", value));
        epsilon.ifPresent(value -> Check.positive("epsilon", value));
        momentum.ifPresent(value -> Check.share("momentum", value));
        Check.that(decay >= 0, "decay " + decay);
        Check.positive("clip", clip);
        Check.share("average", average);
        switch (schedule) {
            case COSINE -> {
                need("COSINE", "warmUp", warmUp);
                need("COSINE", "lastFactor", lastFactor);
            }
            case STEP -> {
                need("STEP", "stepIterations", stepIterations);
                need("STEP", "stepFactor", stepFactor);
            }
            case PLATEAU -> {
                need("PLATEAU", "waits", waits);
                need("PLATEAU", "stepFactor", stepFactor);
            }
            case POLY -> need("POLY", "power", power);
            case CONSTANT -> {}
        }
        if (kind.orElse(Kind.ADAMW) == Kind.SGD) {
            need("SGD", "momentum", momentum);
        } else {
            need("ADAMW", "beta1", beta1);
            need("ADAMW", "beta2", beta2);
        }
    }

    private static void need(String kind, String name, Optional<?> value) {
        Check.that(value.isPresent(), kind + " lacks " + name);
    }

    /** The schedule with its numbers. */
    public Schedule factors() {
        return switch (schedule) {
            case COSINE -> new Schedule.Cosine(warmUp.orElseThrow(), lastFactor.orElseThrow());
            case STEP -> new Schedule.Step(stepIterations.orElseThrow(), stepFactor.orElseThrow());
            case POLY -> new Schedule.Polynomial(power.orElseThrow());
            case PLATEAU -> new Schedule.Plateau(stepFactor.orElseThrow(), waits.orElseThrow());
            case CONSTANT -> new Schedule.Constant();
        };
    }

    /** What makes the steps, new. */
    Descent descent() {
        return switch (kind.orElse(Kind.ADAMW)) {
            case ADAMW -> new AdamWDescent(beta1.orElseThrow(), beta2.orElseThrow(), decay, epsilon.orElse(1e-8));
            case SGD -> new SgdDescent(momentum.orElseThrow(), decay);
        };
    }
}
