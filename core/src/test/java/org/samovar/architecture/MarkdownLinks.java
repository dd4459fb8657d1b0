package org.samovar.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds links of the documentation that lead nowhere. */
final class MarkdownLinks {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    private MarkdownLinks() {}

    /** The documents of the repository: those at its root, under docs and in samples. */
    static List<Path> documents(Path repository) throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> top = Files.list(repository);
                Stream<Path> docs = Files.walk(repository.resolve("docs"));
                Stream<Path> samples = Files.list(repository.resolve("samples"))) {
            Stream.of(top, docs, samples)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .forEach(documents::add);
        }
        return documents;
    }

    /** Relative links of a document to files that do not exist, as "document: link". */
    static List<String> broken(Path document) throws IOException {
        String text = Files.readString(document, StandardCharsets.UTF_8);
        return LINK.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
                .filter(target -> !Files.exists(document.resolveSibling(target)))
                .map(target -> document.getFileName() + ": " + target)
                .toList();
    }
}
