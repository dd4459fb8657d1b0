package org.samovar.train.schedule;

import java.util.List;

/** How the learning rate changes: a factor of the peak rate. */
public sealed interface Schedule {
    /**
     * The factor.
     *
     * @param iteration from 0
     * @param progress share of the training that is done, 0 to 1
     */
    double factor(long iteration, double progress);

    /**
     * The factor, by what validation found so far as well.
     *
     * @param scores of all validations, the greater the better
     */
    default double factor(long iteration, double progress, List<Double> scores) {
        return factor(iteration, progress);
    }

    /**
     * Rises in a line over the first iterations, then falls along half a cosine.
     *
     * @param warmUp iterations of the rise
     * @param last factor at the end
     */
    record Cosine(int warmUp, double last) implements Schedule {
        @Override
        public double factor(long iteration, double progress) {
            double rise = warmUp == 0 ? 1 : Math.min(1, (iteration + 1.0) / warmUp);
            double fall = last + (1 - last) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, Math.max(0, progress))));
            return rise * fall;
        }
    }

    /**
     * Multiplied by a factor every so many iterations (torch's {@code StepLR}).
     *
     * @param iterations between two steps, at least 1
     * @param gamma factor of a step
     */
    record Step(int iterations, double gamma) implements Schedule {
        @Override
        public double factor(long iteration, double progress) {
            return Math.pow(gamma, iteration / iterations);
        }
    }

    /**
     * Falls to zero as a power of the share that is left (nnU-Net's {@code PolyLRScheduler}, power 0.9).
     *
     * @param power of the share
     */
    record Polynomial(double power) implements Schedule {
        @Override
        public double factor(long iteration, double progress) {
            return Math.pow(1 - Math.min(1, Math.max(0, progress)), power);
        }
    }

    /**
     * Multiplied by a factor when the score has not risen for a while (torch's {@code ReduceLROnPlateau} without its threshold).
     *
     * @param gamma factor of a step
     * @param waits validations without a better score that are waited for
     */
    record Plateau(double gamma, int waits) implements Schedule {
        @Override
        public double factor(long iteration, double progress) {
            return 1;
        }

        @Override
        public double factor(long iteration, double progress, List<Double> scores) {
            double best = Double.NEGATIVE_INFINITY;
            double factor = 1;
            int waited = 0;
            for (double score : scores) {
                waited = score > best ? 0 : waited + 1;
                best = Math.max(best, score);
                if (waited > waits) {
                    factor *= gamma;
                    waited = 0;
                }
            }
            return factor;
        }
    }

    /** Always the peak. */
    record Constant() implements Schedule {
        @Override
        public double factor(long iteration, double progress) {
            return 1;
        }
    }
}
