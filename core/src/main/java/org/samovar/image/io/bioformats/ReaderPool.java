package org.samovar.image.io.bioformats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Readers of one file: one for each thread that reads at a time, since none may be shared. What nobody has used for some seconds is closed,
 * and the file with it, because volumes are never closed; the next reading opens it again.
 */
final class ReaderPool {
    /** Readers take long to open and hold memory and files. */
    private static final long IDLE_SECONDS = 10;

    private final Loci loci;
    private final Path file;
    private final Patience patience;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean isWatched;
    private boolean isClosed;

    private record Idle(OpenFile reader, long since) {}

    ReaderPool(Loci loci, Path file, Patience patience) {
        this.loci = loci;
        this.file = file;
        this.patience = patience;
    }

    /** What is done with a reader. */
    interface Use<T> {
        T with(OpenFile reader) throws IOException;
    }

    /**
     * Does something with a reader, which is given up when that fails.
     *
     * @throws IOException what it throws, or when it takes too long
     */
    <T> T use(Use<T> use) throws IOException {
        return patience.with(() -> useNow(use));
    }

    private <T> T useNow(Use<T> use) throws IOException {
        OpenFile reader = take();
        boolean isWell = false;
        try {
            T result = use.with(reader);
            isWell = true;
            return result;
        } finally {
            if (!isWell || !giveBack(reader)) {
                reader.close();
            }
        }
    }

    private OpenFile take() throws IOException {
        synchronized (this) {
            if (!idle.isEmpty()) {
                return idle.pop().reader;
            }
        }
        return OpenFile.of(loci, file);
    }

    /** Whether it was taken back. */
    private synchronized boolean giveBack(OpenFile reader) {
        if (isClosed) {
            return false;
        }
        idle.push(new Idle(reader, System.nanoTime()));
        watch();
        return true;
    }

    private void watch() {
        if (!isWatched) {
            isWatched = true;
            CompletableFuture.delayedExecutor(IDLE_SECONDS, TimeUnit.SECONDS).execute(this::look);
        }
    }

    private synchronized void look() {
        isWatched = false;
        closeIdle(System.nanoTime() - TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
        if (!idle.isEmpty()) {
            watch();
        }
    }

    /** Closes the readers that nobody has used since. @param since on the clock of {@link System#nanoTime} */
    synchronized void closeIdle(long since) {
        while (!idle.isEmpty() && idle.peekLast().since - since <= 0) {
            closeQuietly(idle.removeLast().reader);
        }
    }

    /** How many readers are open and idle. */
    synchronized int idle() {
        return idle.size();
    }

    /** Closes all readers, those in use when they come back. */
    synchronized void close() {
        isClosed = true;
        idle.forEach(kept -> closeQuietly(kept.reader));
        idle.clear();
    }

    private static void closeQuietly(OpenFile reader) {
        try {
            reader.close();
        } catch (IOException e) {
            // it was only read from, and nothing can be done about it
        }
    }
}
