package org.samovar.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.io.TypedPath;

/** Where the weights of one model lie: a file, or the jar. */
public sealed interface ModelSource {
    /** What users call the model: its catalog name, or the name of its file. */
    String name();

    /** Reads the weights. */
    StateDict read();

    /** The SHA-256 of the whole file, 64 hexadecimal digits in lower case; reads it from end to end. */
    String sha256();

    /** A file. */
    record OfFile(String name, Path file) implements ModelSource {
        @Override
        public StateDict read() {
            return Checkpoints.read(file);
        }

        @Override
        public String sha256() {
            try (InputStream in = Files.newInputStream(file)) {
                return Sha256.of(in);
            } catch (IOException e) {
                throw new UserError("Cannot read " + file + ": " + e.getMessage() + ".", e);
            }
        }
    }

    /** The model in Samovar's jar. */
    record Embedded(String name, String resource) implements ModelSource {
        @Override
        public StateDict read() {
            return Checkpoints.read(name, ByteBuffer.wrap(bytes()));
        }

        @Override
        public String sha256() {
            return Sha256.of(bytes());
        }

        private byte[] bytes() {
            try (InputStream in = Embedded.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new UserError(
                            "This build of Samovar comes without the model " + name + ".",
                            "Name another one with --model; `samovar models` lists them.");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Finds a model of the user's store, or any other file; the embedded one also where there can be no store.
     *
     * @param nameOrFile as in {@link #find(String, ModelStore)}
     * @throws UserError as there
     */
    static ModelSource find(String nameOrFile) {
        return embedded(Catalog.find(nameOrFile)).orElseGet(() -> find(nameOrFile, ModelStore.standard()));
    }

    private static Optional<ModelSource> embedded(Optional<ModelDescriptor> known) {
        return known.filter(ModelDescriptor::isEmbedded).map(model -> new Embedded(model.name(), model.file()));
    }

    /**
     * Finds a model.
     *
     * @param nameOrFile a name of the catalog, a file in the store with or without its ending, or the path of a file
     * @throws UserError when there is none, with what to do about it
     */
    static ModelSource find(String nameOrFile, ModelStore store) {
        Optional<ModelDescriptor> known = store.known(nameOrFile);
        Optional<ModelSource> embedded = embedded(known);
        if (embedded.isPresent()) {
            return embedded.get();
        }
        Optional<Path> stored = store.find(nameOrFile);
        if (stored.isPresent()) {
            return new OfFile(known.map(ModelDescriptor::name).orElse(nameOrFile), stored.get());
        }
        if (known.isPresent()) {
            throw new UserError(
                    "The model " + known.get().name() + " is not on this computer yet.",
                    String.format(
                            Locale.ROOT,
                            "Run `samovar models download %s` or Manage Models in ImageJ, or download %s yourself and import the file.",
                            known.get().name(),
                            known.get().url().orElseThrow()));
        }
        Path file = TypedPath.of(nameOrFile);
        if (Files.isRegularFile(file)) {
            return new OfFile(String.valueOf(file.getFileName()), file);
        }
        throw new UserError(
                "There is no model '" + nameOrFile + "', and no file of that name.",
                "`samovar models` lists the models.");
    }
}
