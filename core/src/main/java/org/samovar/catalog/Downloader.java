package org.samovar.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.samovar.geometry.UserError;
import org.samovar.predict.Progress;

/**
 * Fetches the file of a model over HTTP. What arrived before an interruption stays in {@code NAME.part} and the next attempt goes on
 * after it; the file gets its name when its length and its SHA-256 are right. It can be stopped within a moment, also while the server says nothing.
 */
final class Downloader {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final String WHAT = "downloading (MB)";
    private static final long POLL_MILLISECONDS = 100;
    /** How long a server may say nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The targets of this program that are on their way. */
    private static final Set<Path> UNDER_WAY = ConcurrentHashMap.newKeySet();

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE.dividedBy(2))
            .build();

    /**
     * Fetches a file.
     *
     * @param target where it shall be, in a folder that is there
     * @param expected its SHA-256, where it is known
     * @param length in bytes, where it is known
     * @throws UserError when it cannot be had, is not the file that was expected, or is on its way already
     * @throws CancellationException when cancelled or interrupted; what arrived is kept
     */
    void fetch(URI address, Path target, Optional<String> expected, OptionalLong length, Progress progress) {
        if (!UNDER_WAY.add(target)) {
            throw new UserError("The file " + target.getFileName() + " is on its way already.");
        }
        Path part = part(target);
        try {
            receive(address, part, length, progress);
            verify(part, address, expected, length);
            move(part, target);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw stopped();
            }
            throw new UserError(
                    "Cannot download " + address + ": " + reason(e) + "; the next try goes on from here.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped();
        } finally {
            UNDER_WAY.remove(target);
        }
    }

    /** Where a file is until it has arrived. */
    static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    static CancellationException stopped() {
        return new CancellationException("The download was stopped; the next one goes on from here.");
    }

    private void receive(URI address, Path part, OptionalLong length, Progress progress)
            throws IOException, InterruptedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (length.isPresent() && have == length.getAsLong()) {
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = ask(request.build(), progress);
        try (Arrival body = new Arrival()) {
            response.body().subscribe(body);
            if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
                return; // nothing is left to fetch, or the part is of another file: the check tells
            }
            if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
                throw new IOException("the server answered " + response.statusCode());
            }
            boolean resumes = response.statusCode() == PARTIAL;
            long start = resumes ? have : 0;
            long total = response.headers().firstValueAsLong("Content-Length").orElse(0) + start;
            requireRoom(part, total - start);
            save(body, part, start, Math.max(total, length.orElse(0)), progress);
        }
    }

    /** Waits for the beginning of an answer, in which one can be stopped. */
    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(HttpRequest request, Progress progress)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofPublisher());
        try {
            while (!progress.isCancelled()) {
                try {
                    return answer.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    // asked again
                } catch (ExecutionException e) {
                    throw new IOException(reason(e.getCause() == null ? e : e.getCause()), e);
                }
            }
            throw stopped();
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void requireRoom(Path part, long bytes) throws IOException {
        long free = Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace();
        if (bytes > free) {
            throw new UserError("The disk of " + part.toAbsolutePath().getParent() + " has " + (free >> 20)
                    + " MB left, but the file needs " + (bytes >> 20) + " MB.");
        }
    }

    private static void save(Arrival body, Path part, long start, long total, Progress progress)
            throws IOException, InterruptedException {
        StandardOpenOption mode = start > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (OutputStream out =
                Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            long done = start;
            progress.report(done >> 20, Math.max(total, done) >> 20, WHAT);
            Optional<List<ByteBuffer>> block = body.next(PATIENCE, progress);
            while (block.isPresent()) {
                for (ByteBuffer piece : block.get()) {
                    byte[] bytes = new byte[piece.remaining()];
                    piece.get(bytes);
                    out.write(bytes);
                    done += bytes.length;
                }
                progress.step(done >> 20, Math.max(total, done) >> 20, WHAT);
                block = body.next(PATIENCE, progress);
            }
        }
    }

    private static void verify(Path part, URI address, Optional<String> expected, OptionalLong length)
            throws IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (length.isPresent() && have < length.getAsLong()) {
            throw new IOException("only " + have + " of " + length.getAsLong() + " bytes arrived");
        }
        if (expected.isPresent()) {
            String found;
            try (InputStream in = Files.newInputStream(part)) {
                found = Sha256.of(in);
            }
            if (!found.equals(expected.get())) {
                Files.delete(part);
                throw new UserError("The file from " + address + " is not the one that the catalog describes (SHA-256 "
                        + found + " instead of " + expected.get() + "), and was thrown away.");
            }
        } else if (length.isPresent() && have != length.getAsLong()) {
            Files.delete(part);
            throw new UserError("The file from " + address + " has " + have + " bytes instead of " + length.getAsLong()
                    + ", and was thrown away.");
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
