package org.samovar.cli;

import java.util.Locale;
import org.samovar.catalog.ModelFacts;
import org.samovar.catalog.ModelStore;
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
        console.whileWaiting("reading", () -> ModelFacts.of(model, ModelStore.standard()))
                .forEach(fact -> console.print(String.format(Locale.ROOT, "%-10s %s", fact.what(), fact.text())));
    }
}
