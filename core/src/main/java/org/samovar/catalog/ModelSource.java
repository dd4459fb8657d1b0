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
     * Finds a model.
     *
     * @param nameOrFile a name of the catalog, a file in the store with or without its ending, or the path of a file
     * @throws UserError when there is none, with what to do about it
     */
    static ModelSource find(String nameOrFile, ModelStore store) {
        Optional<ModelDescriptor> known = Catalog.find(nameOrFile);
        if (known.isPresent() && known.get().isEmbedded()) {
            return new Embedded(known.get().name(), known.get().file());
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
                            "Run `samovar models download %s`, or download %s yourself and run `samovar models import FILE`.",
                            known.get().name(),
                            known.get().url().orElseThrow()));
        }
        Path file = Path.of(nameOrFile);
        if (Files.isRegularFile(file)) {
            return new OfFile(String.valueOf(file.getFileName()), file);
        }
        throw new UserError(
                "There is no model '" + nameOrFile + "', and no file of that name.",
                "`samovar models` lists the models.");
    }
}
