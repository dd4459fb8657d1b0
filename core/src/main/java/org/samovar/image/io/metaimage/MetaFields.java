package org.samovar.image.io.metaimage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.UserError;

/**
 * The lines of a header, each a name, {@code =} and a value; the line that names the voxels is the last (MetaIO's
 * documentation, "MetaImage").
 *
 * @param values by the name of the field in lower case
 * @param length of the header, in bytes
 */
record MetaFields(Map<String, String> values, int length) {
    private static final int LONGEST = 1 << 20;
    private static final String LAST = "elementdatafile";

    /** @throws UserError where it is no header */
    static MetaFields read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(LONGEST);
        Map<String, String> values = new HashMap<>();
        for (int at = 0; at < head.length; ) {
            int end = at;
            while (end < head.length && head[end] != '\n') {
                end++;
            }
            String line = new String(head, at, end - at, StandardCharsets.UTF_8);
            at = Math.min(head.length, end + 1);
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw new UserError("its header has a line without '='");
            }
            String name = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            values.put(name, line.substring(equals + 1).strip());
            if (LAST.equals(name)) {
                return new MetaFields(values, at);
            }
        }
        throw new UserError("its header does not say where the voxels are");
    }

    /** The value of the first of the names that the header has. */
    Optional<String> text(String... names) {
        for (String name : names) {
            String value = values.get(name);
            if (value != null && !value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new UserError("its header names no " + name));
    }

    boolean flag(String... names) {
        return text(names)
                .map(v -> v.toLowerCase(Locale.ROOT))
                .filter(v -> v.startsWith("t") || v.startsWith("y") || "1".equals(v))
                .isPresent();
    }

    int whole(String name, int otherwise) {
        return text(name).map(v -> number(v, name)).orElse(otherwise);
    }

    /** Lengths of axes, from 1 on. */
    int[] lengths(String name, int count) {
        String[] words = words(required(name), name, count);
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] = number(words[i], name);
            if (out[i] < 1) {
                throw new UserError("its axis " + (i + 1) + " is said to have the length " + words[i]);
            }
        }
        return out;
    }

    /** Numbers of the first of the names that the header has; the given ones where it has none. */
    double[] numbers(double[] otherwise, String... names) {
        Optional<String> text = text(names);
        if (text.isEmpty()) {
            return otherwise;
        }
        String[] words = words(text.get(), names[0], otherwise.length);
        double[] out = new double[otherwise.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = real(words[i], names[0]);
        }
        return out;
    }

    private static String[] words(String text, String name, int count) {
        String[] words = text.split("\\s+");
        if (words.length < count) {
            throw new UserError("its field " + name + " holds " + words.length + " of " + count + " numbers");
        }
        return words;
    }

    private static int number(String word, String name) {
        double value = real(word, name);
        if (!(value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE)) {
            throw new UserError("its field " + name + " holds '" + word + "', which is no whole number");
        }
        return (int) value;
    }

    private static double real(String word, String name) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new UserError("its field " + name + " holds '" + word + "', which is no number", e);
        }
    }
}
