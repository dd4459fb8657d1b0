package org.samovar.fiji.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.samovar.geometry.UserError;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;

/**
 * Keeps the last model open between commands, and does all inference and training on one thread of its own, so that no command freezes ImageJ and two
 * never share a network.
 */
public final class ModelHost implements Asking {
    private static final long POLL_MILLISECONDS = 50;
    private static final ModelHost SHARED = new ModelHost(new CatalogModels());

    private final ModelLibrary source;
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final ExecutorService worker;
    private final AtomicBoolean training = new AtomicBoolean();
    /** Touched on the worker alone. */
    private Optional<Open> open = Optional.empty();

    /** What someone who waits for an answer does meanwhile. */
    @FunctionalInterface
    public interface Waiting {
        /**
         * Called every few hundredths of a second on the waiting thread.
         *
         * @throws java.util.concurrent.CancellationException to wait no longer; the work on the model's thread is not interrupted
         */
        void check();

        /**
         * Waits for an answer. Errors of the work come out as they are.
         *
         * @throws java.util.concurrent.CancellationException when {@link #check()} or an interrupt says to wait no longer
         */
        default <T> T until(Future<T> answer) {
            while (true) {
                try {
                    return answer.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    check();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("Interrupted.");
                } catch (ExecutionException e) {
                    throw unwrapped(e);
                }
            }
        }
    }

    public ModelHost(ModelLibrary source) {
        this.source = source;
        this.worker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, queue, ModelHost::thread);
    }

    /** The one of this ImageJ, with the models of the catalog. */
    public static ModelHost shared() {
        return SHARED;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "samovar");
        thread.setDaemon(true);
        // NB: the engine finds its native part through this loader, and plain ImageJ's own threads know nothing of
        // plugins
        thread.setContextClassLoader(ModelHost.class.getClassLoader());
        return thread;
    }

    /** The names of the models that can be opened without a download, the default first. */
    public List<String> names() {
        return source.names();
    }

    /**
     * Does something with a model on the model's thread and waits for it. Errors of the work come out as they are.
     *
     * @param model a name or the path of a file; opened unless it is still open
     */
    public <T> T with(String model, Waiting waiting, Function<Segmenter, T> work) {
        return onWorker(waiting, () -> work.apply(opened(model, Segmenter.class, source::open)));
    }

    /**
     * Does something with a model that is opened for this alone, however often it was opened before, and closed afterwards. The one that is kept open
     * stays as it is, with all that it has seen, so that there may be two in memory for that time.
     */
    public <T> T apart(String model, Waiting waiting, Function<Segmenter, T> work) {
        return onWorker(waiting, () -> {
            try (Segmenter own = source.open(model)) {
                return work.apply(own);
            }
        });
    }

    @Override
    public <T> CompletableFuture<T> later(String model, Function<Segmenter, T> work) {
        return CompletableFuture.supplyAsync(() -> work.apply(opened(model, Segmenter.class, source::open)), worker);
    }

    /** The same with a system that finds classes without prompts. */
    public <T> T withSystem(String system, Waiting waiting, Function<ClassFinder, T> work) {
        return onWorker(waiting, () -> work.apply(opened(system, ClassFinder.class, source::openSystem)));
    }

    /** The same with a model that finds classes by examples. */
    public <T> T withSupport(String model, Waiting waiting, Function<SupportFinder, T> work) {
        return onWorker(waiting, () -> work.apply(opened(model, SupportFinder.class, source::openSupport)));
    }

    /**
     * Closes the model that is open where its file shall go; whoever asks for it next opens it again. Work with it comes to its end before.
     *
     * @param which says of the name that it was opened by whether it is the one
     */
    public void close(Predicate<String> which, Waiting waiting) {
        onWorker(waiting, () -> {
            Optional<Open> found = open.filter(one -> which.test(one.name()));
            found.ifPresent(one -> closeOpen());
            return found;
        });
    }

    /** The SHA-256 of a model's file, which tells apart models of one name; large files take seconds. */
    public String sha256(String model, Waiting waiting) {
        return onWorker(waiting, () -> source.sha256(model));
    }

    /** Lines about what the models run on. */
    public List<String> check(Waiting waiting) {
        return onWorker(waiting, source::check);
    }

    /**
     * Trains on the model's thread, so that the engine never works on two at once, and waits for the end.
     *
     * @param waiting must not give up: the training ends by an interrupt of the model's thread between two iterations
     * @param listener should let others in between two iterations, by {@link #serveOthers}
     * @throws UserError when another training is under way, or when this one cannot begin or goes wrong
     */
    public Trainer.Outcome train(TrainingRun run, Waiting waiting, TrainingListener listener) {
        if (!training.compareAndSet(false, true)) {
            throw new UserError(
                    "A model is being trained already.",
                    "Wait for its end, or stop it with Escape; it can go on later from where it was.");
        }
        return onWorker(waiting, () -> {
            try {
                closeOpen(); // its memory is wanted
                return source.train(run, listener);
            } finally {
                training.set(false);
            }
        });
    }

    /** Does what others have asked for meanwhile. To be called on the model's thread, by work that takes long, when none of it is under way. */
    public void serveOthers() {
        for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
            next.run();
        }
    }

    private <T> T onWorker(Waiting waiting, Supplier<T> work) {
        return waiting.until(worker.submit(work::get));
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            return failure;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e.getCause());
    }

    private <M extends OpenModel> M opened(String name, Class<M> type, Function<String, M> opening) {
        if (open.isPresent()
                && open.get().name().equals(name)
                && type.isInstance(open.get().model())) {
            return type.cast(open.get().model());
        }
        // the memory of the old one first, for there may not be enough for both
        closeOpen();
        M model = opening.apply(name);
        open = Optional.of(new Open(name, model));
        return model;
    }

    private void closeOpen() {
        open.ifPresent(old -> old.model().close());
        open = Optional.empty();
    }

    private record Open(String name, OpenModel model) {}
}
