package org.samovar.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.samovar.geometry.UserError;
import org.samovar.predict.Progress;

/**
 * Fetches the file of a model over HTTP. What arrived before an interruption stays in {@code NAME.part} and the next attempt goes on
 * after it; the file gets its name when its length and its SHA-256 are right.
 */
final class Downloader {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int BLOCK = 1 << 17;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * Fetches a file.
     *
     * @param target where it shall be, in a folder that is there
     * @param expected its SHA-256, where it is known
     * @param length in bytes, where it is known
     * @throws UserError when it cannot be had, or is not the file that was expected
     * @throws CancellationException when cancelled; what arrived is kept
     */
    void fetch(URI address, Path target, Optional<String> expected, OptionalLong length, Progress progress) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            receive(address, part, length, progress);
            verify(part, address, expected, length);
            move(part, target);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new UserError("Cannot download " + address + ": " + reason + "; the next try goes on from here.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The download was interrupted.");
        }
    }

    private void receive(URI address, Path part, OptionalLong length, Progress progress)
            throws IOException, InterruptedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (length.isPresent() && have == length.getAsLong()) {
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
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

    private static void requireRoom(Path part, long bytes) throws IOException {
        long free = Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace();
        if (bytes > free) {
            throw new UserError("The disk of " + part.toAbsolutePath().getParent() + " has " + (free >> 20)
                    + " MB left, but the file needs " + (bytes >> 20) + " MB.");
        }
    }

    private static void save(InputStream body, Path part, long start, long total, Progress progress)
            throws IOException {
        StandardOpenOption mode = start > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (OutputStream out =
                Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            byte[] block = new byte[BLOCK];
            long done = start;
            for (int n = body.read(block); n >= 0; n = body.read(block)) {
                out.write(block, 0, n);
                done += n;
                progress.step(done >> 20, Math.max(total, done) >> 20, "downloading (MB)");
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
