package org.samovar.fiji.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps the last model open between commands, and does all inference on one thread of its own, so that no command freezes ImageJ and two
 * never share a network.
 */
public final class ModelHost {
    private static final long POLL_MILLISECONDS = 50;
    private static final ModelHost SHARED = new ModelHost(new CatalogModels());

    private final ModelLibrary source;
    private final ExecutorService worker;
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
    }

    public ModelHost(ModelLibrary source) {
        this.source = source;
        this.worker = Executors.newSingleThreadExecutor(ModelHost::thread);
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
     * The same without waiting for it.
     *
     * @return what the work answers or throws, on the model's thread
     */
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

    /** Lines about what the models run on. */
    public List<String> check(Waiting waiting) {
        return onWorker(waiting, source::check);
    }

    private <T> T onWorker(Waiting waiting, Supplier<T> work) {
        Future<T> answer = worker.submit(work::get);
        while (true) {
            try {
                return answer.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                waiting.check();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted.");
            } catch (ExecutionException e) {
                throw unwrapped(e);
            }
        }
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
        open.ifPresent(old -> old.model().close());
        open = Optional.empty();
        M model = opening.apply(name);
        open = Optional.of(new Open(name, model));
        return model;
    }

    private record Open(String name, OpenModel model) {}
}
