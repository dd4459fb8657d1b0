package org.samovar.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.samovar.nn.Layer;

/** Keys and shapes of the state dicts that the published code makes. */
public final class PublishedKeys {
    private PublishedKeys() {}

    /** Key to shape of a published state dict; the test is skipped without the list. */
    public static Map<String, String> of(String model) {
        try (Stream<String> lines = Files.lines(Shared.require("parity/keys/keys_" + model + ".tsv"))) {
            return lines.map(line -> line.split("\t"))
                    .filter(fields -> fields[1].startsWith("["))
                    .collect(Collectors.toMap(fields -> fields[0], fields -> fields[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Key to shape of a network here. */
    public static Map<String, String> of(Layer network) {
        return network.parameters().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Arrays.toString(entry.getValue().shape())));
    }

    /** Those that begin with a prefix, without it. */
    public static Map<String, String> under(String prefix, Map<String, String> shapes) {
        return shapes.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
    }
}
