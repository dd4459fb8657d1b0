package org.samovar.io;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tables as text with commas, quoted as RFC 4180 says; a record ends with a line feed. */
public final class Csv {
    private static final char QUOTE = '"';

    private Csv() {}

    /**
     * One record with its line end.
     *
     * @param fields at least one; any text
     */
    public static String record(List<String> fields) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a record without fields");
        }
        // an empty line would be no record
        boolean blank = fields.size() == 1 && fields.get(0).isEmpty();
        return (blank ? "\"\"" : fields.stream().map(Csv::field).collect(Collectors.joining(","))) + "\n";
    }

    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == QUOTE || c == '\n' || c == '\r');
        return plain ? text : QUOTE + text.replace("\"", "\"\"") + QUOTE;
    }

    /**
     * The records of a text, whichever line ends it has. Empty lines are none, nor is a last line that does not end, which is what a program that is killed
     * while it writes leaves behind.
     */
    public static List<List<String>> parse(String text) {
        Parser parser = new Parser();
        text.chars().forEach(c -> parser.take((char) c));
        return parser.records;
    }

    private static final class Parser {
        private final List<List<String>> records = new ArrayList<>();
        private final List<String> fields = new ArrayList<>();
        private final StringBuilder field = new StringBuilder();
        private boolean quoted;
        /** Whether the field has, or had, quotes around it. */
        private boolean wasQuoted;
        /** Whether the last character was a quote that ends the field unless another one follows. */
        private boolean closing;
        /** Whether the last character was a carriage return outside of quotes, which belongs to the line end if there is one. */
        private boolean returned;

        void take(char c) {
            if (returned && c != '\n') {
                field.append('\r');
            }
            returned = c == '\r' && !quoted;
            if (returned) {
                closing = false;
                return;
            }
            if (closing && c == QUOTE) {
                field.append(c);
                quoted = true;
            } else if (quoted && c != QUOTE) {
                field.append(c);
            } else if (c == QUOTE && (quoted || (field.isEmpty() && !wasQuoted))) {
                closing = quoted;
                quoted = !quoted;
                wasQuoted = true;
                return;
            } else if (c == ',') {
                endField();
            } else if (c == '\n') {
                endRecord();
            } else {
                field.append(c);
            }
            closing = false;
        }

        private void endField() {
            fields.add(field.toString());
            field.setLength(0);
            wasQuoted = false;
        }

        private void endRecord() {
            if (fields.isEmpty() && field.isEmpty() && !wasQuoted) {
                return;
            }
            endField();
            records.add(List.copyOf(fields));
            fields.clear();
        }
    }
}
