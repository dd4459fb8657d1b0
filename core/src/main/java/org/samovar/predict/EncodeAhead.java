package org.samovar.predict;

import java.util.BitSet;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.UserError;

/** Encodes slices in the background, one at a time between other work on the same network. */
final class EncodeAhead implements AutoCloseable {
    /** How long it waits for other work before it looks whether it is still wanted. */
    private static final long PATIENCE = 50;

    private final SliceDecoders slices;
    private final ReentrantLock work;
    /** Used by the worker alone. */
    private final BitSet tried = new BitSet();

    private volatile int target;
    private volatile boolean closed;
    private @Nullable Thread worker;

    /** @param work held by who uses the network */
    EncodeAhead(SliceDecoders slices, ReentrantLock work) {
        this.slices = slices;
        this.work = work;
    }

    /** Goes on with the slices nearest to one. */
    synchronized void towards(int slice) {
        target = slice;
        if (!closed && (worker == null || !worker.isAlive())) {
            worker = new Thread(this::run, "encode-ahead");
            worker.setDaemon(true);
            worker.start();
        }
    }

    private void run() {
        try {
            for (OptionalInt next = next(); next.isPresent(); next = next()) {
                if (work.tryLock(PATIENCE, TimeUnit.MILLISECONDS)) {
                    encode(next.getAsInt());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OptionalInt next() {
        if (closed || !slices.hasRoom()) {
            return OptionalInt.empty();
        }
        int from = target;
        return IntStream.range(0, slices.count())
                .filter(slice -> !tried.get(slice))
                .boxed()
                .min((a, b) -> Integer.compare(Math.abs(a - from), Math.abs(b - from)))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private void encode(int slice) {
        try {
            tried.set(slice);
            slices.encodeWhole(slice);
        } catch (UserError e) {
            // NB: who comes to this slice is told; until then it is no concern of anybody's
        } finally {
            work.unlock();
        }
    }

    /** Returns when nothing is encoded any more. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            running = worker;
        }
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
