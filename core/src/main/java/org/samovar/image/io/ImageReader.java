package org.samovar.image.io;

import java.io.IOException;
import java.nio.file.Path;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;

/** Reads one file format; found by {@link java.util.ServiceLoader}. Files are hostile until parsed. */
public interface ImageReader {
    /** Bytes that {@link #recognises} gets, where the file has as many. */
    int HEAD = 132;

    /** The format as users call it, such as {@code PNG}. */
    String format();

    /** Whether a file that begins like this is of the format. */
    boolean recognises(byte[] head);

    /**
     * Reads a 2D image with its own values.
     *
     * @throws IOException saying what is wrong with the data
     * @throws org.samovar.geometry.UserError where the file is right, but not to be read as a 2D image
     */
    Image read(Path file) throws IOException;

    /**
     * Reads whole numbers as labels, of a palette image its indices; otherwise as {@link #read}.
     *
     * @throws IOException saying what is wrong with the data
     * @throws org.samovar.geometry.UserError where the file is right, but holds no labels
     */
    LabelMap readLabels(Path file) throws IOException;
}
