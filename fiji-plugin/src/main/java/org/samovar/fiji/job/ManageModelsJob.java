package org.samovar.fiji.job;

import ij.IJ;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.samovar.catalog.ModelDescriptor;
import org.samovar.catalog.ModelEntry;
import org.samovar.catalog.ModelFacts;
import org.samovar.catalog.ModelImport;
import org.samovar.catalog.ModelStore;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;

/** Lists, fetches, takes in and deletes files of weights. Asks nobody: who names an action wants it. */
public final class ManageModelsJob {
    private final ModelHost host;
    private final ModelStore store;
    private final ManageModelsOptions options;

    public ManageModelsJob(ModelHost host, ModelStore store, ManageModelsOptions options) {
        this.host = host;
        this.store = store;
        this.options = options;
    }

    /** Does it with progress in the status bar and writes what became of it to the log; see {@link #lines}. */
    public void run() {
        lines(new Escape()).forEach(IJ::log);
        IJ.showProgress(1.0);
        IJ.showStatus("");
    }

    /**
     * Does it.
     *
     * @return what became of it, in lines for a person
     * @throws UserError when there is no such model or file, or it cannot be had, taken in or deleted
     * @throws CancellationException when the watcher has enough; what arrived of a download is kept for the next one
     */
    public List<String> lines(Watcher watcher) {
        return switch (options.action()) {
            case SHOW, LIST -> list();
            case DOWNLOAD -> download(watcher);
            case IMPORT -> take(watcher);
            case DELETE -> delete(watcher);
            case INFORMATION -> tell(watcher);
        };
    }

    private List<String> list() {
        List<String> lines = new ArrayList<>();
        for (ModelEntry model : store.entries()) {
            List<String> facts = new ArrayList<>(List.of(model.title(), model.size(), model.licence(), state(model)));
            facts.removeIf(String::isEmpty);
            lines.add(model.name() + ": " + String.join(", ", facts));
        }
        lines.add("Files are kept in " + store.folder() + ".");
        return lines;
    }

    /** Where a model is, in the user's words. */
    public static String state(ModelEntry model) {
        return switch (model.state()) {
            case EMBEDDED -> "comes with Samovar";
            case HERE -> "on this computer";
            case PARTLY_HERE -> "partly downloaded";
            case ELSEWHERE -> "can be downloaded";
        };
    }

    private List<String> download(Watcher watcher) {
        String name = options.namedModel();
        ModelDescriptor model = store.known(name)
                .orElseThrow(() -> new UserError(
                        "There is no model \"" + name + "\" to download.",
                        "Manage Models with action=List writes all names to the log."));
        if (store.find(name).isPresent()) {
            return List.of(
                    name + " is on this computer already: " + store.find(name).get());
        }
        List<String> lines = new ArrayList<>();
        model.url()
                .ifPresent(url -> lines.add(name + " has the licence " + model.licence() + " and comes from " + url));
        Path file = Aside.run(
                watcher, () -> store.download(model, new Megabytes("downloading " + name, watcher, System::nanoTime)));
        lines.add(name + " is in " + file + "; "
                + (model.sha256().isPresent()
                        ? "its SHA-256 is that of the catalog."
                        : "the catalog knows no SHA-256 of it."));
        return lines;
    }

    private List<String> take(Watcher watcher) {
        Path file = options.namedFile();
        ModelImport.Imported taken = Aside.run(
                watcher,
                () -> ModelImport.run(
                        file, store, new Megabytes("copying " + file.getFileName(), watcher, System::nanoTime)));
        return List.of(
                taken.file().getFileName() + " (" + taken.network() + ") is in " + taken.file(),
                "SHA-256 " + taken.sha256());
    }

    private List<String> delete(Watcher watcher) {
        String name = options.namedModel();
        Optional<Path> file = store.find(name);
        if (file.isPresent()) {
            host.close(opened -> isOpen(opened, file.get()), watcher);
        }
        return List.of("Deleted " + Aside.run(watcher, () -> store.remove(name)));
    }

    /** Whether a model was opened from a file, by whichever name. */
    private boolean isOpen(String opened, Path file) {
        return store.find(opened).orElse(Path.of(opened)).toAbsolutePath().equals(file.toAbsolutePath());
    }

    private List<String> tell(Watcher watcher) {
        String name = options.namedModel();
        watcher.report(0, 1, "reading " + name);
        return Aside.run(watcher, () -> ModelFacts.of(name, store)).stream()
                .map(fact -> String.format(Locale.ROOT, "%-9s %s", fact.what(), fact.text()))
                .toList();
    }
}
