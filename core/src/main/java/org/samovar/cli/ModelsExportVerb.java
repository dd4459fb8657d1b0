package org.samovar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.OfficialForm;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.nn.StoredWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes weights in the form that another program loads. */
@Command(
        name = "export",
        description = "Writes a model as .pt or .pth for the official Python packages, or as .safetensors.")
final class ModelsExportVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "NAME|FILE")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private String model;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "A .pt, .pth or .safetensors file.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--half",
            paramLabel = "PREFIX",
            description =
                    "Weights whose names begin with this are kept in half precision, in half of the space. May be repeated.")
    private List<String> half = List.of();

    ModelsExportVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        AtomicFiles.requireWritable(out);
        String name = out.toString().toLowerCase(Locale.ROOT);
        ModelSource source = ModelSource.find(model);
        if (source instanceof ModelSource.OfFile file) {
            AtomicFiles.requireOther(out, file.file());
        }
        StateDict weights =
                StoredWeights.halved(source.read(), key -> half.stream().anyMatch(key::startsWith));
        if (name.endsWith(".safetensors")) {
            Checkpoints.writeSafetensors(weights, out, weights.metadata());
        } else if (name.endsWith(".pt") || name.endsWith(".pth")) {
            OfficialForm official = OfficialForm.of(weights);
            official.leftOut()
                    .ifPresent(what -> console.tell("Left out, as the official package has no place for it: " + what));
            weights = official.weights();
            Checkpoints.writeTorch(weights, out, official.layout());
        } else {
            throw new UserError("Cannot export to " + out + ": its name must end in .pt, .pth or .safetensors.");
        }
        console.print("Wrote " + weights.size() + " tensors to " + out);
    }
}
