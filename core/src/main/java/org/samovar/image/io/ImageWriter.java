package org.samovar.image.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;

/** Writes one file format; found by {@link java.util.ServiceLoader}. */
public interface ImageWriter {
    /** Endings of file names in lower case, without the dot. */
    Set<String> extensions();

    /** Writes an 8-bit RGB image without loss. */
    void write(RgbImage image, OutputStream out) throws IOException;

    /**
     * Writes ids as whole numbers of 16 bits, or of 32 where they need it and the format has them.
     *
     * @throws org.samovar.geometry.UserError when an id is too large for the format
     */
    void write(LabelMap labels, OutputStream out) throws IOException;
}
