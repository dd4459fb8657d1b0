package org.samovar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samovar.catalog.ModelDescriptor;
import org.samovar.catalog.ModelStore;
import org.samovar.geometry.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Fetches official files; beside {@code formats install} the only verb that uses the network. */
@Command(name = "download", description = "Downloads models from their official addresses.")
final class ModelsDownloadVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "NAME", arity = "1..*")
    private List<String> names = new ArrayList<>();

    ModelsDownloadVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ModelStore store = ModelStore.standard();
        List<ModelDescriptor> models = names.stream()
                .map(name -> store.known(name)
                        .orElseThrow(() -> new UserError(
                                "There is no model '" + name + "' in the catalog.", "`samovar models` lists them.")))
                .toList();
        for (ModelDescriptor model : models) {
            Path file = console.withProgress(progress -> store.download(model, progress));
            console.print(model.name() + " is in " + file);
        }
    }
}
