package org.samovar.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.samovar.model.InputRule;
import org.samovar.train.augment.Augmenter;
import org.samovar.train.augment.ClipSample;
import org.samovar.train.augment.Shot;
import org.samovar.train.augment.TrainingSample;

/**
 * Prepares batches ahead of time on other threads. The batch of an iteration depends on nothing but the seed, the iteration and its
 * stage, so a resumed run goes on with the batches that it would have seen.
 */
final class BatchQueue implements AutoCloseable {
    private static final int AHEAD = 6;

    private final TrainingData data;
    private final TrainConfig config;
    private final InputRule rule;
    private final ExecutorService workers;
    private final Deque<Future<TrainingBatch>> waiting = new ArrayDeque<>();
    private long next;

    BatchQueue(TrainingData data, TrainConfig config, InputRule rule, long first) {
        this.data = data;
        this.config = config;
        this.rule = rule;
        this.next = first;
        this.workers = Executors.newFixedThreadPool(config.data().threads(), task -> {
            Thread thread = new Thread(task, "samovar-batches");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The next batch; a few that were prepared for an earlier stage come before the first of this one. */
    TrainingBatch take(TrainConfig.Stage stage) throws InterruptedException {
        while (waiting.size() < AHEAD) {
            long iteration = next++;
            waiting.add(workers.submit(() -> prepare(stage, iteration)));
        }
        try {
            return waiting.remove().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A batch could not be prepared", e.getCause());
        }
    }

    private TrainingBatch prepare(TrainConfig.Stage stage, long iteration) {
        SplittableRandom random = random(config.seed(), iteration);
        return random.split().nextDouble() < stage.clips().share() ? clips(stage, random) : images(stage, random);
    }

    private TrainingBatch clips(TrainConfig.Stage stage, SplittableRandom random) {
        TrainConfig.Clips clips = stage.clips();
        boolean heap = random.nextDouble() < clips.heapShare() && data.clips().hasHeaps();
        Shot.Kind kind = heap ? Shot.Kind.HEAP : Shot.Kind.CONTINUOUS;
        int size = size(stage, random);
        List<ClipSample> samples = new ArrayList<>();
        for (int i = 0; i < config.batch(); i++) {
            samples.add(data.clips().sample(kind, clips.frames(), size, random));
        }
        return ClipBatch.of(samples, rule);
    }

    private TrainingBatch images(TrainConfig.Stage stage, SplittableRandom random) {
        Augmenter augmenter = new Augmenter(stage.views(), config.objects());
        int size = size(stage, random);
        List<TrainingSample> samples = new ArrayList<>();
        for (int i = 0; i < config.batch(); i++) {
            samples.add(data.sample(augmenter, size, random));
        }
        return Batch.of(samples, rule);
    }

    private static int size(TrainConfig.Stage stage, SplittableRandom random) {
        return stage.sizes().get(random.nextInt(stage.sizes().size()));
    }

    /** The random numbers of an iteration's images. */
    static SplittableRandom random(long seed, long iteration) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + iteration).split();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
