package org.samovar.cli;

import picocli.CommandLine.Command;

/** Lists and keeps files of weights. */
@Command(
        name = "models",
        description = "Lists, downloads, imports, exports and removes models.",
        subcommands = {
            ModelsListVerb.class,
            ModelsInfoVerb.class,
            ModelsDownloadVerb.class,
            ModelsImportVerb.class,
            ModelsExportVerb.class,
            ModelsRemoveVerb.class
        })
final class ModelsVerb implements Runnable {
    private final Console console;

    ModelsVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        new ModelsListVerb(console).run();
    }
}
