package org.samovar.fiji.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samovar.geometry.UserError;

/**
 * The options of <i>Evaluate Against Labels</i>.
 *
 * @param labels what their numbers mean
 * @param result title of an open image
 * @param reference title of an open image
 * @param resultFolder empty where the open images count
 * @param referenceFolder empty where the open images count
 * @param save a file for the tables; empty for none
 */
public record EvaluateOptions(
        ComparedAs labels, String result, String reference, String resultFolder, String referenceFolder, String save) {
    private static final String ENDING = ".csv";

    public EvaluateOptions {
        if (resultFolder.isBlank() != referenceFolder.isBlank()) {
            throw new UserError(
                    "There is a folder of "
                            + (resultFolder.isBlank()
                                    ? "references but none of results"
                                    : "results but none of references")
                            + ".",
                    "Enter both folders, or none to compare open images.");
        }
    }

    /** What is compared. @throws UserError when there is nothing */
    LabelledPairs pairs() {
        Optional<Path> results = TypedFolder.of(resultFolder);
        Optional<Path> references = TypedFolder.of(referenceFolder);
        return results.isPresent() && references.isPresent()
                ? LabelledPairs.ofFolders(results.get(), references.get())
                : new LabelledPairs(List.of(OpenLabels.pair(result, reference)), List.of());
    }

    /** Where the table of pairs is written. */
    Optional<Path> summaryFile() {
        return TypedFolder.file(save).map(file -> named(file, ""));
    }

    /** Where the table of their parts is written, beside the other. @param parts what they are */
    Optional<Path> detailsFile(String parts) {
        return TypedFolder.file(save).map(file -> named(file, "-" + parts));
    }

    private static Path named(Path file, String suffix) {
        String name = file.getFileName().toString();
        String base = name.toLowerCase(Locale.ROOT).endsWith(ENDING)
                ? name.substring(0, name.length() - ENDING.length())
                : name;
        return file.resolveSibling(base + suffix + ENDING);
    }
}
