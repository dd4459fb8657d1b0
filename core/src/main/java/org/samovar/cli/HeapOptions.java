package org.samovar.cli;

import java.util.List;
import java.util.Optional;
import org.samovar.evaluate.PromptKind;
import org.samovar.evaluate.collection.CollectionProtocol;
import org.samovar.evaluate.collection.Examples;
import picocli.CommandLine.Option;

/** What the simulated user does with heaps of images. */
final class HeapOptions {
    /** They mean nothing to other protocols. */
    static final List<String> NAMES = List.of("--examples", "--runs");

    @Option(
            names = "--examples",
            paramLabel = "N|P%",
            description = "collection: on how many of the images that show a class it is prompted (default: 1).")
    private Optional<String> examples = Optional.empty();

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "collection: how often, each time in another order and with other examples.")
    private Optional<Integer> runs = Optional.empty();

    CollectionProtocol protocol(PromptKind prompt, int standardRuns) {
        return new CollectionProtocol(
                prompt,
                examples.map(Examples::parse).orElse(CollectionProtocol.STANDARD.examples()),
                runs.orElse(standardRuns));
    }
}
