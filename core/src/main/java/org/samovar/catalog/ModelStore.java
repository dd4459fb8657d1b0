package org.samovar.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.Progress;

/**
 * The folder that holds files of weights. A file that someone puts there is a model by its name without the ending.
 *
 * <p>It is {@code models} in the folder of the environment variable {@code SAMOVAR_HOME}, or else in Samovar's folder of the user's data
 * folder: {@code %LOCALAPPDATA%}, {@code ~/Library/Application Support}, {@code $XDG_DATA_HOME} or {@code ~/.local/share}.
 */
public final class ModelStore {
    private static final List<String> ENDINGS = List.of(".safetensors", ".pth", ".pt");

    private final Path folder;

    private ModelStore(Path folder) {
        this.folder = folder;
    }

    /** The user's store. */
    public static ModelStore standard() {
        return of(DataFolder.find().resolve("models"));
    }

    /** A store in this folder, which need not be there yet. */
    public static ModelStore of(Path folder) {
        return new ModelStore(folder);
    }

    public Path folder() {
        return folder;
    }

    /** The file of a model, by the name of the catalog, of the file, or of the file without its ending; empty when it is not here. */
    public Optional<Path> find(String name) {
        List<String> files = new ArrayList<>();
        Catalog.find(name).ifPresent(model -> files.add(model.file()));
        files.add(name);
        ENDINGS.forEach(ending -> files.add(name + ending));
        return files.stream()
                .filter(file -> isWeights(file) && Path.of(file).getNameCount() == 1)
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** All files of weights in the store, by name. */
    public List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> isWeights(file.getFileName().toString()) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("Cannot list the models in " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    /** Whether the name is one that files of weights have. */
    static boolean isWeights(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Copies a file into the store, under its own name.
     *
     * @return where it is now
     * @throws UserError when it cannot be read, does not end like weights, or a model of that name is there already
     */
    public Path importFile(Path file) {
        String name = file.getFileName().toString();
        if (!isWeights(name)) {
            throw new UserError("Cannot import " + file + ": its name must end in .safetensors, .pth or .pt.");
        }
        if (!Files.isRegularFile(file)) {
            throw new UserError("There is no file " + file + ".");
        }
        Path target = folder.resolve(name);
        if (Files.exists(target)) {
            throw new UserError("There is a model " + name + " already; remove it first.");
        }
        AtomicFiles.write(target, out -> {
            try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(out);
            }
        });
        return target;
    }

    /**
     * Downloads a model from its official address; this is the only use of the network in Samovar. An interrupted download goes on
     * where it stopped.
     *
     * @return where it is now
     * @throws UserError when it cannot be had, or the file is not the one that the catalog describes
     */
    public Path download(ModelDescriptor model, Progress progress) {
        URI address = model.url()
                .orElseThrow(
                        () -> new UserError("The model " + model.name() + " comes with Samovar; nothing to download."));
        Path target = folder.resolve(model.file());
        if (!Files.exists(target)) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UserError("Cannot make the folder " + folder + ": " + e.getMessage() + ".", e);
            }
            new Downloader().fetch(address, target, model.sha256(), model.bytes(), progress);
        }
        return target;
    }

    /**
     * Deletes the file of a model.
     *
     * @return what was deleted
     * @throws UserError when it is not here
     */
    public Path remove(String name) {
        Path file = find(name).orElseThrow(() -> new UserError("There is no model '" + name + "' in " + folder + "."));
        try {
            Files.delete(file);
            return file;
        } catch (IOException e) {
            throw new UserError("Cannot remove " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
