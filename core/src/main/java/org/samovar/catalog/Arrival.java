package org.samovar.catalog;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.samovar.predict.Progress;

/**
 * The body of an answer as it arrives, block by block; the next one is asked for when the one before was taken. Unlike the stream that Java offers, whoever waits for a block
 * can be stopped meanwhile.
 */
final class Arrival implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    private static final long POLL_MILLISECONDS = 100;

    /** A block, the end (no block), or a failure. */
    private record Event(Optional<List<ByteBuffer>> block, Optional<Throwable> failure) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Flow.@Nullable Subscription subscription;

    @Override
    public synchronized void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> block) {
        events.add(new Event(Optional.of(block), Optional.empty()));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(Optional.empty(), Optional.of(failure)));
    }

    @Override
    public void onComplete() {
        events.add(new Event(Optional.empty(), Optional.empty()));
    }

    /**
     * Waits for the next block.
     *
     * @param patience how long nothing may arrive
     * @return empty at the end
     * @throws java.util.concurrent.CancellationException when the progress is cancelled
     */
    Optional<List<ByteBuffer>> next(Duration patience, Progress progress) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            Event event = events.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            if (progress.isCancelled()) {
                throw Downloader.stopped();
            }
            if (event != null) {
                if (event.failure.isPresent()) {
                    throw new IOException(event.failure.get().getMessage(), event.failure.get());
                }
                request();
                return event.block;
            }
        }
        throw new HttpTimeoutException("nothing arrived for " + patience.toSeconds() + " seconds");
    }

    private synchronized void request() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    /** Hangs up. */
    @Override
    public synchronized void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
