package org.samovar.cli;

import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.image.io.KnownFormats;
import org.samovar.image.io.OptionalLibrary;
import picocli.CommandLine.Command;

/** What can be read; alone it lists that. */
@Command(
        name = "formats",
        description = "Lists what can be read, and adds libraries that read more.",
        subcommands = {FormatsInfoVerb.class, FormatsInstallVerb.class})
final class FormatsVerb implements Runnable {
    private final Console console;

    FormatsVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Table own = new Table("format", "read as");
        KnownFormats.own().forEach((format, kinds) -> own.row(format, String.join(", ", kinds)));
        own.print(console);
        console.print("");
        Table more = new Table("library", "licence", "reads", "here");
        KnownFormats.libraries()
                .forEach(library -> more.row(library.name(), library.licence(), library.reads(), here(library)));
        more.print(console);
        console.print("");
        console.print(
                "`samovar formats install` tells how to add a library; `samovar formats info FILE` what is in a file.");
    }

    private static String here(OptionalLibrary library) {
        try {
            Optional<OptionalLibrary.Found> found = library.find();
            return found.map(f -> f.version() + ", " + f.place()).orElse("no");
        } catch (UserError e) {
            return "no: " + e.getMessage();
        }
    }
}
