package org.samovar.image.io.nrrd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samovar.geometry.UserError;

/**
 * The lines of a header (teem, "Definition of NRRD File Format", sections 1 to 4).
 *
 * @param values by the name of the field in lower case without blanks
 * @param pairs what programs add of their own, by its key in lower case
 * @param length of the header with the empty line that ends it, in bytes
 */
record NrrdFields(Map<String, String> values, Map<String, String> pairs, int length) {
    static final String MAGIC = "NRRD000";

    private static final int LONGEST = 1 << 20;
    private static final Pattern FIELD = Pattern.compile("([^:=]+): ?(?!=)(.*)");
    private static final Pattern PAIR = Pattern.compile("([^:=]+):=(.*)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern VECTOR = Pattern.compile("\\([^()]*\\)|\\S+");

    /** @throws UserError where it is no header */
    static NrrdFields read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(LONGEST);
        Map<String, String> values = new HashMap<>();
        Map<String, String> pairs = new HashMap<>();
        int at = 0;
        for (int line = 0; at < head.length; line++) {
            int end = at;
            while (end < head.length && head[end] != '\n') {
                end++;
            }
            String text = new String(head, at, end - at, StandardCharsets.UTF_8).stripTrailing();
            at = Math.min(head.length, end + 1);
            if (line == 0 && !text.startsWith(MAGIC)) {
                throw new UserError("it is no NRRD file");
            }
            if (text.isEmpty()) {
                return new NrrdFields(values, pairs, at);
            }
            if (line > 0 && !text.startsWith("#")) {
                put(text, values, pairs);
            }
        }
        if (at == LONGEST) {
            throw new UserError("its header has no end");
        }
        return new NrrdFields(values, pairs, at);
    }

    private static void put(String line, Map<String, String> values, Map<String, String> pairs) {
        Matcher field = FIELD.matcher(line);
        Matcher pair = PAIR.matcher(line);
        if (field.matches()) {
            values.put(
                    field.group(1).toLowerCase(Locale.ROOT).replace(" ", ""),
                    field.group(2).strip());
        } else if (pair.matches()) {
            pairs.put(pair.group(1).toLowerCase(Locale.ROOT), pair.group(2));
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(v -> !v.isEmpty());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new UserError("its header names no " + name));
    }

    int whole(String name, int otherwise) {
        return text(name).map(v -> (int) number(v, name, Integer.MAX_VALUE)).orElse(otherwise);
    }

    /** Whole numbers from 1 on. */
    int[] lengths(String name) {
        String[] words = required(name).split("\\s+");
        int[] out = new int[words.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (int) number(words[i], name, Integer.MAX_VALUE);
            if (out[i] < 1) {
                throw new UserError("its axis " + (i + 1) + " is said to have the length " + words[i]);
            }
        }
        return out;
    }

    /** A number for each axis; empty where there is no such field. */
    List<Double> numbers(String name) {
        List<Double> out = new ArrayList<>();
        text(name).ifPresent(value -> {
            for (String word : value.split("\\s+")) {
                out.add(real(word, name));
            }
        });
        return out;
    }

    /** Words, some in quotation marks, one for each axis; empty where there is no such field. */
    List<String> words(String name) {
        List<String> out = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(text(name).orElse(""));
        while (matcher.find()) {
            String quoted = matcher.group(1);
            out.add(quoted == null ? matcher.group(2) : quoted);
        }
        return out;
    }

    /** Vectors in parentheses; of the word {@code none}, an empty one. Empty where there is no such field. */
    List<List<Double>> vectors(String name) {
        List<List<Double>> out = new ArrayList<>();
        Matcher matcher = VECTOR.matcher(text(name).orElse(""));
        while (matcher.find()) {
            String vector = matcher.group();
            List<Double> numbers = new ArrayList<>();
            if (vector.startsWith("(") && vector.endsWith(")")) {
                for (String word : vector.substring(1, vector.length() - 1).split(",")) {
                    numbers.add(real(word.strip(), name));
                }
            } else if (!"none".equals(vector)) {
                throw new UserError("its field " + name + " holds '" + vector + "', which is no vector");
            }
            out.add(numbers);
        }
        return out;
    }

    private static double number(String word, String name, double most) {
        double value = real(word, name);
        if (!(value == Math.rint(value) && Math.abs(value) <= most)) {
            throw new UserError("its field " + name + " holds '" + word + "', which is no whole number");
        }
        return value;
    }

    private static double real(String word, String name) {
        Optional<Double> value = NrrdNumbers.parse(word);
        return value.orElseThrow(
                () -> new UserError("its field " + name + " holds '" + word + "', which is no number"));
    }
}
