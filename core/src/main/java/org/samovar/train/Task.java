package org.samovar.train;

import java.util.Map;
import java.util.SplittableRandom;
import org.samovar.nn.Weights;
import org.samovar.tensor.Tensor;

/** What a run learns: weights, what they learn from, and how they are judged. The loop around it is the {@link Trainer}'s. */
public interface Task {
    /** The weights as they are before the first step, in their network; the trainer frees them. */
    Weights weights();

    /** Whether the parameter of a key is trained; the others stay as they are. */
    boolean isTrained(String key);

    /** What files of the weights say, so that they can be opened again. */
    Map<String, String> metadata();

    /** Opens what is learned from, beginning with an iteration; the lessons of an iteration are the same whenever it comes. */
    Lessons lessons(long firstIteration);

    /** Scores the weights on held-out data. */
    Validation validation();

    /** What a run learns from, in order. */
    interface Lessons extends AutoCloseable {
        /**
         * What the next iteration learns from.
         *
         * @param share of the budget that is used, 0 to 1
         * @throws org.samovar.geometry.UserError when data cannot be read any more
         */
        Lesson next(double share) throws InterruptedException;

        @Override
        void close();
    }

    /** What one iteration learns from. */
    interface Lesson {
        /** Number of images, frames or patches. */
        int images();

        /** Their width in pixels. */
        int size();

        /** Whether the loss depends on a parameter, so that the step after it may move it. */
        default boolean moves(String key) {
            return true;
        }

        /**
         * How wrong the network is.
         *
         * @param random the iteration's own
         * @return a scalar in the innermost scope
         */
        Tensor loss(SplittableRandom random);
    }
}
