package org.samovar.catalog;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.io.DataFolder;
import org.samovar.predict.Progress;

/**
 * The folder that holds files of weights. A file that someone puts there is a model by its name without the ending.
 *
 * <p>It is {@code models} in the folder of the environment variable {@code SAMOVAR_HOME}, or else in Samovar's folder of the user's data
 * folder: {@code %LOCALAPPDATA%}, {@code ~/Library/Application Support}, {@code $XDG_DATA_HOME} or {@code ~/.local/share}.
 */
public final class ModelStore {
    private static final List<String> ENDINGS = List.of(".safetensors", ".pth", ".pt");
    private static final int RELEASES = 10;
    private static final int RELEASE_MILLISECONDS = 50;

    private final Path folder;
    private final List<ModelDescriptor> known;

    private ModelStore(Path folder, List<ModelDescriptor> known) {
        this.folder = folder;
        this.known = List.copyOf(known);
    }

    /**
     * The user's store.
     *
     * @throws UserError when the name of its folder has letters that Java cannot use in its language setting
     */
    public static ModelStore standard() {
        return of(DataFolder.find().resolve("models"));
    }

    /** A store of the models of the catalog in this folder, which need not be there yet. */
    public static ModelStore of(Path folder) {
        return of(folder, Catalog.models());
    }

    /** A store that knows other models than the catalog does. */
    public static ModelStore of(Path folder, List<ModelDescriptor> known) {
        return new ModelStore(folder, known);
    }

    public Path folder() {
        return folder;
    }

    /** The model with this name, or with this file name. */
    public Optional<ModelDescriptor> known(String name) {
        return known.stream().filter(model -> model.isCalled(name)).findFirst();
    }

    /** All models that are known, in the order of the catalog, then the other files of the store. */
    public List<ModelEntry> entries() {
        List<ModelEntry> entries = new ArrayList<>();
        Set<Path> listed = new HashSet<>();
        for (ModelDescriptor model : known) {
            find(model.name()).ifPresent(listed::add);
            entries.add(new ModelEntry(
                    model.name(), model.title(), model.licence(), model.bytes(), state(model), Optional.of(model)));
        }
        for (Path file : files()) {
            if (!listed.contains(file)) {
                entries.add(new ModelEntry(
                        file.getFileName().toString(),
                        "your own file",
                        "",
                        OptionalLong.of(file.toFile().length()),
                        ModelEntry.State.HERE,
                        Optional.empty()));
            }
        }
        return List.copyOf(entries);
    }

    private ModelEntry.State state(ModelDescriptor model) {
        if (model.isEmbedded()) {
            return ModelEntry.State.EMBEDDED;
        }
        if (find(model.name()).isPresent()) {
            return ModelEntry.State.HERE;
        }
        return part(model.name()).isPresent() ? ModelEntry.State.PARTLY_HERE : ModelEntry.State.ELSEWHERE;
    }

    /** The file of a model, by the name of the catalog, of the file, or of the file without its ending; empty when it is not here. */
    public Optional<Path> find(String name) {
        List<String> files = new ArrayList<>();
        known(name).ifPresent(model -> files.add(model.file()));
        files.add(name);
        ENDINGS.forEach(ending -> files.add(name + ending));
        return files.stream()
                .filter(file -> isWeights(file) && isInOneFolder(file))
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

    /** Whether the name leads to no other folder. */
    private static boolean isInOneFolder(String file) {
        return file.indexOf('/') < 0 && file.indexOf('\\') < 0;
    }

    /**
     * Refuses a store that cannot take files, before anything is read or fetched.
     *
     * @throws UserError naming the folder and how to have another one
     */
    void requireWritable() {
        AtomicFiles.obstacleIn(folder).ifPresent(why -> {
            throw new UserError(
                    "Models cannot be kept in " + folder + ": " + why + ".",
                    "Set the environment variable SAMOVAR_HOME to a folder that you may write to, before the program starts.");
        });
    }

    /**
     * Downloads a model from its official address; this is the only use of the network in Samovar. An interrupted download goes on
     * where it stopped; interrupting the thread stops one as well as {@link Progress#isCancelled()}.
     *
     * @return where it is now
     * @throws UserError when it cannot be had, or the file is not the one that the catalog describes
     * @throws java.util.concurrent.CancellationException when it was stopped
     */
    public Path download(ModelDescriptor model, Progress progress) {
        URI address = model.url()
                .orElseThrow(
                        () -> new UserError("The model " + model.name() + " comes with Samovar; nothing to download."));
        Path target = folder.resolve(model.file());
        if (!Files.exists(target)) {
            requireWritable();
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
     * Deletes the file of a model, or what is there of it after an interrupted download.
     *
     * @return what was deleted
     * @throws UserError when it is not here, comes with Samovar, or is in use
     */
    public Path remove(String name) {
        if (known(name).filter(ModelDescriptor::isEmbedded).isPresent()) {
            throw new UserError("The model " + name + " comes with Samovar and cannot be deleted.");
        }
        Path file = find(name)
                .or(() -> part(name))
                .orElseThrow(() -> new UserError("There is no model '" + name + "' in " + folder + "."));
        try {
            delete(file);
            return file;
        } catch (IOException e) {
            throw new UserError(
                    "Cannot remove " + file + ": " + e.getMessage() + ".",
                    "Close the programs that use it, or start ImageJ again and delete it before it is used.",
                    e);
        }
    }

    private Optional<Path> part(String name) {
        return known(name)
                .map(model -> Downloader.part(folder.resolve(model.file())))
                .filter(Files::exists);
    }

    private static void delete(Path file) throws IOException {
        for (int i = 1; i < RELEASES; i++) {
            try {
                Files.delete(file);
                return;
            } catch (FileSystemException inUse) {
                // NB: Windows keeps a file that is mapped, and Java unmaps the weights of a closed model with its
                // garbage
                System.gc();
                pause();
            }
        }
        Files.delete(file);
    }

    private static void pause() {
        try {
            Thread.sleep(RELEASE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
