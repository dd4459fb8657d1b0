package org.samovar.spark.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What a row is known by: the first half says which verb and model, the second which line. */
final class Fingerprint {
    private static final int BYTES = 8;
    private static final String SEPARATOR = "-";

    private Fingerprint() {}

    /** Of the verb with its options and the model. @param weights SHA-256 of the model's file */
    static String ofWork(LineTemplate line, String weights) {
        return hash(Stream.concat(line.words().stream(), Stream.of(weights)).toList());
    }

    static String ofRow(String work, List<String> words) {
        return work + SEPARATOR + hash(words);
    }

    static boolean isOfWork(String fingerprint, String work) {
        return fingerprint.startsWith(work + SEPARATOR);
    }

    private static String hash(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
