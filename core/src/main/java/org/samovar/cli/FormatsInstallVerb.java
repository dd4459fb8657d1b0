package org.samovar.cli;

import java.util.Optional;
import org.samovar.catalog.FormatInstall;
import org.samovar.catalog.FormatInstall.Licence;
import org.samovar.image.io.KnownFormats;
import org.samovar.image.io.LibraryFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a library into the data folder; without one it tells how to get them. */
@Command(
        name = "install",
        description = "Adds a library from its file or its address; alone tells where there are some.")
final class FormatsInstallVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "FILE|URL", arity = "0..1", description = "The library, or a zip or wheel that holds it.")
    private Optional<String> source = Optional.empty();

    @Option(names = "--accept-licence", description = "You agree to the licence of the library.")
    private boolean isAccepted;

    FormatsInstallVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        source.ifPresentOrElse(this::install, this::tell);
    }

    private void install(String from) {
        Licence licence = isAccepted ? Licence.ACCEPTED : Licence.NOT_ACCEPTED;
        FormatInstall.Installed installed =
                console.withProgress(progress -> FormatInstall.standard().run(from, licence, progress));
        console.print(installed.library().name() + " " + installed.version() + " is in " + installed.file());
        console.print("SHA-256 " + installed.sha256());
    }

    private void tell() {
        KnownFormats.libraries().forEach(library -> {
            console.print(library.name() + " (" + library.licence() + ") reads " + library.reads() + ".");
            library.advice().lines().forEach(line -> console.print("  " + line));
            console.print("");
        });
        console.print("To install one:  samovar formats install FILE|URL --accept-licence");
        console.print("It is kept in " + LibraryFile.folder() + "; delete the file there to take it out again.");
    }
}
