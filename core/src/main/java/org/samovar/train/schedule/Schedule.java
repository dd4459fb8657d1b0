package org.samovar.train.schedule;

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

    /** Always the peak. */
    record Constant() implements Schedule {
        @Override
        public double factor(long iteration, double progress) {
            return 1;
        }
    }
}
