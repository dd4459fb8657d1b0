package org.samovar.cli;

import java.util.Optional;
import org.samovar.catalog.Catalog;
import org.samovar.catalog.LoadedFinder;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.LoadedSemantic;
import org.samovar.catalog.LoadedSupport;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import picocli.CommandLine.Option;

/** Which network, where and how exactly. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME|FILE",
            description = "A name of `samovar models`, or a file of weights (default: ${DEFAULT-VALUE}).")
    private String model = Catalog.DEFAULT;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "Where to run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private DeviceChoice device = DeviceChoice.AUTO;

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Precision precision = Precision.FLOAT32;

    /** The one that the user chose. */
    Precision precision() {
        return precision;
    }

    /** Opens the model, and says so in one line where it does not run on the device that was asked for. */
    LoadedModel open(Console console) {
        LoadedModel loaded =
                console.whileWaiting("reading " + model, () -> console.models().open(model, device, precision));
        loaded.note().ifPresent(console::tell);
        return loaded;
    }

    /** The same for a model that finds what is in a picture by itself. @param leastScore of objects found by clicks */
    LoadedFinder openFinder(Optional<Double> leastScore, Console console) {
        LoadedFinder loaded = console.whileWaiting(
                "reading " + model, () -> console.models().openFinder(model, device, precision, leastScore));
        loaded.note().ifPresent(console::tell);
        return loaded;
    }

    /** The same for a prompt-free system. */
    LoadedSemantic openSemantic(Console console) {
        LoadedSemantic loaded =
                console.whileWaiting("reading " + model, () -> console.models().openSemantic(model, device, precision));
        loaded.note().ifPresent(console::tell);
        return loaded;
    }

    /** The same for a network that segments by support sets; says as well where it was not trained for them. */
    LoadedSupport openSupport(Console console) {
        LoadedSupport loaded =
                console.whileWaiting("reading " + model, () -> console.models().openSupport(model, device, precision));
        loaded.notes().forEach(console::tell);
        return loaded;
    }
}
