package org.samovar.cli;

import java.nio.file.Path;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.ModelStore;
import org.samovar.catalog.Models;
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
        ModelSource source = new ModelSource.OfFile(String.valueOf(file.getFileName()), file);
        String title = Models.title(source.read());
        Path kept = console.whileWaiting("copying", () -> ModelStore.standard().importFile(file));
        console.print(title + " is in " + kept);
        console.print("SHA-256 " + console.whileWaiting("hashing", source::sha256));
    }
}
