package org.samovar.cli;

import org.samovar.catalog.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a file from the store. */
@Command(name = "remove", description = "Deletes the file of a model from the store.")
final class ModelsRemoveVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "NAME")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private String name;

    ModelsRemoveVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        console.print("Removed " + ModelStore.standard().remove(name));
    }
}
