package org.samovar.image.io.bioformats;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.samovar.geometry.UserError;

/**
 * Waits for Bio-Formats, but not for ever: some of its readers go round in circles on damaged files. Such a thread cannot be stopped; it is left behind, and does not
 * keep the program from ending.
 *
 * @param most that one opening or one reading may take
 */
record Patience(Duration most) {
    static final String VARIABLE = "SAMOVAR_BIOFORMATS_SECONDS";

    private static final long SECONDS = 300;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "Bio-Formats");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * What the environment says, else five minutes.
     *
     * @throws UserError when it says no number of seconds
     */
    static Patience usual() {
        return of(System.getenv().getOrDefault(VARIABLE, ""));
    }

    static Patience of(String seconds) {
        if (seconds.isBlank()) {
            return new Patience(Duration.ofSeconds(SECONDS));
        }
        if (!seconds.strip().matches("[1-9]\\d{0,6}")) {
            throw new UserError(VARIABLE + " is \"" + seconds + "\", which is no number of seconds.");
        }
        return new Patience(Duration.ofSeconds(Long.parseLong(seconds.strip())));
    }

    /** Work with a file. */
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does something on another thread.
     *
     * @throws IOException what it throws, or when it takes too long
     * @throws CancellationException when this thread is interrupted meanwhile
     */
    <T> T with(Work<T> work) throws IOException {
        Future<T> result = THREADS.submit(work::run);
        try {
            return result.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "it has taken more than " + most.toSeconds() + " seconds, and the file may be damaged; " + VARIABLE
                            + " can allow more",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Cancelled while Bio-Formats was reading.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IOException(e.getCause());
        } finally {
            result.cancel(true);
        }
    }
}
