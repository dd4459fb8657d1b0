package org.samovar.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.samovar.geometry.UserError;

/**
 * Prepares what iterations learn from ahead of time on other threads. What an iteration gets depends on nothing but the iteration and
 * what is asked for, so a resumed run goes on with what it would have seen.
 *
 * @param <T> what is prepared
 */
public final class BatchQueue<T> implements AutoCloseable {
    private static final int AHEAD = 6;

    private final ExecutorService workers;
    private final Deque<Future<T>> waiting = new ArrayDeque<>();
    private long next;

    /**
     * @param threads that prepare
     * @param first iteration
     */
    public BatchQueue(int threads, long first) {
        this.next = first;
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "samovar-batches");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The next one; a few that were prepared by an earlier recipe come before the first of this one.
     *
     * @param recipe from the number of an iteration, safe for several threads
     * @throws UserError where the recipe threw it
     */
    public T take(LongFunction<T> recipe) throws InterruptedException {
        while (waiting.size() < AHEAD) {
            long iteration = next++;
            waiting.add(workers.submit(() -> recipe.apply(iteration)));
        }
        try {
            return waiting.remove().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UserError error) {
                throw error;
            }
            throw new IllegalStateException("A batch could not be prepared", e.getCause());
        }
    }

    /** The random numbers of what is prepared for an iteration. */
    public static SplittableRandom random(long seed, long iteration) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + iteration).split();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
