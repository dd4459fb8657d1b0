package org.samovar.catalog;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model that the catalog knows.
 *
 * @param name what users type, such as {@code sam2.1-tiny}
 * @param title what it is, in a few words
 * @param family of networks, such as {@code SAM 2.1}
 * @param file name of its weights in the store
 * @param url official address of the file; absent for the embedded model
 * @param sha256 64 hexadecimal digits in lower case; absent where none could be verified
 * @param bytes length of the file, where it is known
 * @param licence of the weights
 * @param citation the paper to cite
 */
public record ModelDescriptor(
        String name,
        String title,
        String family,
        String file,
        Optional<URI> url,
        Optional<String> sha256,
        OptionalLong bytes,
        String licence,
        String citation) {
    /** Whether this is its name or the name of its file. */
    boolean isCalled(String text) {
        return name.equals(text) || file.equals(text);
    }

    /** Whether the weights are in Samovar's own jar. */
    public boolean isEmbedded() {
        return url.isEmpty();
    }
}
