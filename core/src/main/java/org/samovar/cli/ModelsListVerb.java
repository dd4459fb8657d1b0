package org.samovar.cli;

import org.samovar.catalog.ModelDescriptor;
import org.samovar.catalog.ModelEntry;
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
        for (ModelEntry model : store.entries()) {
            table.row(
                    model.name(),
                    model.size(),
                    model.licence(),
                    here(model.state()),
                    model.known()
                            .flatMap(ModelDescriptor::sha256)
                            .map(hash -> hash.substring(0, 12))
                            .orElse(""),
                    model.title());
        }
        table.print(console);
        console.print("");
        console.print("Files are kept in " + store.folder() + "; one that you put there is a model by its name.");
    }

    private static String here(ModelEntry.State state) {
        return switch (state) {
            case EMBEDDED -> "embedded";
            case HERE -> "yes";
            case PARTLY_HERE -> "partly";
            case ELSEWHERE -> "no";
        };
    }
}
