package org.samovar.cli;

import java.util.Map;
import org.samovar.catalog.Catalog;
import org.samovar.catalog.ModelDescriptor;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.ModelStore;
import org.samovar.catalog.Models;
import org.samovar.checkpoint.StateDict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything about one model, from the catalog and from its file. */
@Command(name = "info", description = "Tells everything about a model or a file of weights.")
final class ModelsInfoVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "NAME|FILE")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private String model;

    ModelsInfoVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Catalog.find(model).ifPresent(this::describe);
        ModelSource source = ModelSource.find(model, ModelStore.standard());
        StateDict weights = source.read();
        console.print("network    " + Models.title(weights));
        console.print("tensors    " + weights.size() + " with " + weights.elements() + " values");
        console.print("SHA-256    " + console.whileWaiting("hashing", source::sha256));
        if (source instanceof ModelSource.OfFile file) {
            console.print("file       " + file.file());
        }
        for (Map.Entry<String, String> fact : weights.metadata().entrySet()) {
            console.print("metadata   " + fact.getKey() + " = " + fact.getValue());
        }
    }

    private void describe(ModelDescriptor known) {
        console.print("name       " + known.name());
        console.print("what       " + known.title());
        console.print("licence    " + known.licence());
        console.print("cite       " + known.citation());
        known.url().ifPresent(url -> console.print("from       " + url));
        known.sha256().ifPresent(hash -> console.print("expected   " + hash));
    }
}
