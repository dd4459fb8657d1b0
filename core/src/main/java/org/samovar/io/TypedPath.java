package org.samovar.io;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.samovar.geometry.UserError;

/** Paths as people and environment variables spell them. */
public final class TypedPath {
    /** What to do where Java cannot name files with letters that are not in its language setting. */
    public static final String OTHER_LETTERS =
            "Java was started in a language setting without some of its letters: set LC_ALL=C.UTF-8 before it starts, or use a name of plain letters.";

    /** What Java shows in the place of letters that it could not read. */
    private static final char UNREADABLE = '\uFFFD';

    private TypedPath() {}

    /**
     * The path with this text.
     *
     * @throws UserError when it can be none, with {@link #OTHER_LETTERS} for a hint where those are to blame
     */
    public static Path of(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UserError(
                    "\"" + text + "\" cannot be the name of a file or folder here.",
                    isNameable(text) ? null : OTHER_LETTERS,
                    e);
        }
    }

    /** Whether Java can name files with all letters of a text in the language setting that it was started in. */
    public static boolean isNameable(String text) {
        return isNameable(text, Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    static boolean isNameable(String text, Charset names) {
        return text.indexOf(UNREADABLE) < 0 && names.newEncoder().canEncode(text);
    }
}
