package org.samovar.spark.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samovar.geometry.UserError;
import org.samovar.io.TypedPath;

/**
 * A line of the command line for each row of a table.
 *
 * @param words the verb, then its options and files; a name in braces, alone or within a word, stands for the row's cell in the column of that name
 */
public record LineTemplate(List<String> words) {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");
    private static final String MODEL = "--model";
    private static final String SHARE = "--share";
    private static final List<String> OUTPUT = List.of("-o", "--output");

    public LineTemplate {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new UserError(
                    "There is no verb to run on the rows of the table.",
                    "Put it after two dashes, such as: -- segment {image} --box {box} -o {out}");
        }
    }

    /** @throws UserError naming the first name in braces that is none of these columns */
    public void requireColumns(List<String> columns) {
        Optional<String> unknown = words.stream()
                .flatMap(word -> PLACE.matcher(word).results())
                .map(place -> place.group(1))
                .filter(name -> !columns.contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            throw new UserError(
                    "The table has no column '" + unknown.get() + "'; it has " + String.join(", ", columns) + ".");
        }
    }

    /** The words of a row; what a cell says is never cut into several words. @param cells by the names of their columns */
    public List<String> fill(Map<String, String> cells) {
        return words.stream().map(word -> filled(word, cells)).toList();
    }

    private static String filled(String word, Map<String, String> cells) {
        return PLACE.matcher(word)
                .replaceAll((MatchResult place) -> Matcher.quoteReplacement(cells.getOrDefault(place.group(1), "")));
    }

    /**
     * The model that the verb is told to run, the same for all rows; empty where it is not told.
     *
     * @throws UserError when each row would have its own
     */
    public Optional<String> model() {
        Optional<String> model = option(words, List.of(MODEL));
        if (model.filter(name -> PLACE.matcher(name).find()).isPresent()) {
            throw new UserError(
                    "The model cannot come from the table: it is opened once for all rows.",
                    "Make a table for each model.");
        }
        return model;
    }

    /** Where the line of a row writes to, if it says so. @throws UserError when that can be no path */
    static Optional<Path> output(List<String> filled) {
        return option(filled, OUTPUT).map(TypedPath::of);
    }

    /** Whether the line of a row writes its share of what others write to the same place. */
    static boolean sharesOutput(List<String> filled) {
        return option(filled, List.of(SHARE)).isPresent();
    }

    private static Optional<String> option(List<String> words, List<String> names) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (names.contains(word) && i + 1 < words.size()) {
                return Optional.of(words.get(i + 1));
            }
            int equals = word.indexOf('=');
            if (equals > 0 && names.contains(word.substring(0, equals))) {
                return Optional.of(word.substring(equals + 1));
            }
        }
        return Optional.empty();
    }
}
