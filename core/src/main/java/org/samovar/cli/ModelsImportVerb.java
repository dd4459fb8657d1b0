package org.samovar.cli;

import java.nio.file.Path;
import org.samovar.catalog.ModelImport;
import org.samovar.catalog.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a file of weights into the store once it is known what network it is for. */
@Command(name = "import", description = "Copies a file of weights into the store.")
final class ModelsImportVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "FILE")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path file;

    ModelsImportVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ModelImport.Imported taken =
                console.withProgress(progress -> ModelImport.run(file, ModelStore.standard(), progress));
        console.print(taken.network() + " is in " + taken.file());
        console.print("SHA-256 " + taken.sha256());
    }
}
