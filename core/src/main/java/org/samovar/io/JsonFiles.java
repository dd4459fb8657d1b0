package org.samovar.io;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.samovar.geometry.UserError;

/** Reads small JSON files that people write: configs and descriptions. */
public final class JsonFiles {
    private static final long LARGEST = 16L << 20;

    private JsonFiles() {}

    /**
     * Reads a file.
     *
     * @throws UserError naming the file and why it is no JSON object of at most 16 MB
     */
    public static JsonObject read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UserError(file + " is too large.");
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException e) {
            throw new UserError("There is no file " + file + ".", e);
        } catch (CharacterCodingException e) {
            throw new UserError(file + " is no text.", e);
        } catch (IOException e) {
            throw new UserError("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /**
     * Reads a text.
     *
     * @param origin what errors call it
     * @throws UserError where it is no JSON object
     */
    public static JsonObject parse(String text, String origin) {
        try {
            if (JsonParser.parseString(text) instanceof JsonObject object) {
                return object;
            }
            throw new UserError(origin + " should be an object in braces.");
        } catch (JsonParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String reason =
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            throw new UserError(origin + " is no JSON: " + reason.replaceFirst("[.]+$", "") + ".", e);
        }
    }
}
