package org.samovar.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.samovar.catalog.Catalog;
import org.samovar.catalog.ModelDescriptor;
import org.samovar.catalog.ModelStore;
import picocli.CommandLine.Command;

/** All models of the catalog, and the files in the store that are not among them. */
@Command(name = "list", description = "Lists the models that are known, and those in the store.")
final class ModelsListVerb implements Runnable {
    private final Console console;

    ModelsListVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ModelStore store = ModelStore.standard();
        Table table = new Table("name", "size", "licence", "here", "SHA-256", "what");
        Set<Path> listed = new HashSet<>();
        for (ModelDescriptor model : Catalog.models()) {
            Optional<Path> file = store.find(model.name());
            file.ifPresent(listed::add);
            table.row(
                    model.name(),
                    model.bytes().isPresent() ? megabytes(model.bytes().getAsLong()) : "",
                    model.licence(),
                    model.isEmbedded() ? "embedded" : file.isPresent() ? "yes" : "no",
                    model.sha256().map(hash -> hash.substring(0, 12)).orElse(""),
                    model.title());
        }
        for (Path file : store.files()) {
            if (!listed.contains(file)) {
                table.row(
                        file.getFileName().toString(),
                        megabytes(file.toFile().length()),
                        "",
                        "yes",
                        "",
                        "your own file");
            }
        }
        table.print(console);
        console.print("");
        console.print("Files are kept in " + store.folder() + "; one that you put there is a model by its name.");
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
