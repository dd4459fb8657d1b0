package org.samovar.predict;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.samovar.geometry.ModelFrame;
import org.samovar.tensor.Precision;

/**
 * What an embedding depends on. Windows that were encoded in one batch stand together: a batch of another size may differ in its last
 * bits.
 *
 * @param image hash of the pixels
 * @param network hash of the weights
 * @param frames one for each image of the batch
 * @param precision of the products
 */
record EmbeddingKey(String image, String network, List<ModelFrame> frames, Precision precision) {
    EmbeddingKey {
        frames = List.copyOf(frames);
    }

    /** A name for a file: 64 hexadecimal digits. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
