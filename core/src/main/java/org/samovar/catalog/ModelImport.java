package org.samovar.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.Progress;

/** Takes files of weights into a store once it is known what network they are for. */
public final class ModelImport {
    private static final int BLOCK = 1 << 20;

    private ModelImport() {}

    /**
     * A file that was taken in.
     *
     * @param file where it is now
     * @param network what it is for, in a few words
     * @param sha256 64 hexadecimal digits in lower case
     */
    public record Imported(Path file, String network, String sha256) {}

    /**
     * Copies a file into a store under its own name; the store has the whole file or nothing of it.
     *
     * @throws UserError when it cannot be read, is for no network that is known, does not end like weights, a model of that name is there already, or the name is one of the
     *     catalog's and the file another than the catalog describes
     * @throws java.util.concurrent.CancellationException when it was stopped
     */
    public static Imported run(Path file, ModelStore store, Progress progress) {
        String name = String.valueOf(file.getFileName());
        Path target = target(file, name, store);
        progress.step(0, 1, "reading " + name);
        ModelSource source = new ModelSource.OfFile(name, file);
        String network = Models.title(source.read());
        String sha256 = source.sha256();
        requireExpected(name, sha256, store.known(name).flatMap(ModelDescriptor::sha256));
        AtomicFiles.write(target, out -> copy(file, out, progress));
        return new Imported(target, network, sha256);
    }

    private static Path target(Path file, String name, ModelStore store) {
        if (!ModelStore.isWeights(name)) {
            throw new UserError("Cannot import " + file + ": its name must end in .safetensors, .pth or .pt.");
        }
        if (!Files.isRegularFile(file)) {
            throw new UserError("There is no file " + file + ".");
        }
        if (store.known(name).filter(ModelDescriptor::isEmbedded).isPresent()) {
            throw new UserError(
                    "Cannot import " + file + ": the model that comes with Samovar has this name.",
                    "Give the file another name first.");
        }
        Path target = store.folder().resolve(name);
        if (Files.exists(target)) {
            throw new UserError(
                    "There is a model " + name + " already.", "Delete that one first, or give the file another name.");
        }
        store.requireWritable();
        return target;
    }

    private static void copy(Path file, OutputStream out, Progress progress) throws IOException {
        long total = Files.size(file) >> 20;
        long done = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                out.write(block, 0, n);
                done += n;
                progress.step(done >> 20, Math.max(total, done >> 20), "copying (MB)");
            }
        }
    }

    private static void requireExpected(String name, String found, Optional<String> expected) {
        if (expected.isPresent() && !expected.get().equals(found)) {
            throw new UserError(
                    name + " is the name of a file of the catalog, but this is another file (SHA-256 " + found
                            + " instead of " + expected.get() + ").",
                    "Give the file another name, or download it again.");
        }
    }
}
