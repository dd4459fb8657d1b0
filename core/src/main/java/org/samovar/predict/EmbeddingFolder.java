package org.samovar.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.model.ImageFeatures;

/**
 * Embeddings as files of one folder, the least recently used ones removed beyond a size. It is only a cache: a file that is not
 * readable or not whole is removed and counts as absent, a full disk is no error.
 */
public final class EmbeddingFolder {
    private static final String SUFFIX = ".embedding";

    private final Path folder;
    private final long capacity;

    /**
     * @param folder made when first written to
     * @param bytes of all files at most; larger embeddings are not kept
     */
    public EmbeddingFolder(Path folder, long bytes) {
        this.folder = folder;
        this.capacity = bytes;
    }

    /** The embedding in the caller's scope; empty when it is not there or damaged. */
    Optional<ImageFeatures> read(EmbeddingKey key) {
        Path file = file(key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) <= capacity) {
                ImageFeatures features = EmbeddingFormat.decode(Files.readAllBytes(file));
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                return Optional.of(features);
            }
        } catch (IOException e) {
            // NB: damaged or gone; either way the image is encoded again and the file replaced
        }
        delete(file);
        return Optional.empty();
    }

    void write(EmbeddingKey key, ImageFeatures features) {
        byte[] bytes = EmbeddingFormat.encode(features);
        if (bytes.length > capacity) {
            return;
        }
        try {
            makeRoom(capacity - bytes.length);
            AtomicFiles.write(file(key), out -> out.write(bytes));
        } catch (UserError | IOException e) {
            delete(file(key));
        }
    }

    private Path file(EmbeddingKey key) {
        return folder.resolve(key.digest() + SUFFIX);
    }

    private void makeRoom(long limit) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Stored> newestFirst;
        try (Stream<Path> files = Files.list(folder)) {
            newestFirst = files.filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                    .map(Stored::of)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Stored::used).reversed())
                    .toList();
        }
        long sum = 0;
        for (Stored stored : newestFirst) {
            sum += stored.bytes;
            if (sum > limit) {
                delete(stored.file);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // NB: another process may hold or have removed it; the next write tries again
        }
    }

    private record Stored(Path file, long bytes, FileTime used) {
        /** Empty when the file has gone meanwhile. */
        static Optional<Stored> of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new Stored(file, attributes.size(), attributes.lastModifiedTime()));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}
